package dev.dyndeps.adapter.http;

import com.google.common.hash.HashCode;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What of all wheels is here: in bytes as soon as the size of each is known, before that in wheels. */
final class Tally {
    private final ProgressListener progress;
    private final int wheels;
    private final Map<HashCode, Long> sizes = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private long bytes;
    private int whole;

    Tally(Collection<ResolvedWheel> wheels, ProgressListener progress) {
        this.progress = progress;
        this.wheels = wheels.size();
        wheels.forEach(wheel -> wheel.size().ifPresent(size -> sizes.put(wheel.sha256(), size)));
        report();
    }

    /** A server told the size of a wheel. */
    synchronized void size(HashCode wheel, long size) {
        sizes.put(wheel, size);
    }

    /** So much more is here; less than nothing, where it has to be fetched again. */
    synchronized void add(long more) {
        bytes += more;
        if (sizes.size() == wheels) {
            report();
        }
    }

    /** One is here and has been heard of. */
    synchronized void arrived(HashCode wheel, long size) {
        sizes.put(wheel, size);
        whole++;
        report();
    }

    /** A line for a person, once, however many wheels have the same trouble. */
    synchronized void note(String line) {
        if (told.add(line)) {
            progress.note(line);
        }
    }

    private void report() {
        if (sizes.size() == wheels) {
            long total = sizes.values().stream().mapToLong(Long::longValue).sum();
            progress.advance(bytes, total, ProgressListener.Unit.BYTES);
        } else {
            progress.advance(whole, wheels, ProgressListener.Unit.PIECES);
        }
    }
}
