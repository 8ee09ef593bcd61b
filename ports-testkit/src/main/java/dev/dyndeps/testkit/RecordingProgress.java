package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.ProgressListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it hears, as one line per event: {@code stage fetch: 3 wheels}, {@code advance 1/3} (or {@code bytes}), {@code note …}. */
public final class RecordingProgress implements ProgressListener {
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** Everything heard so far, in order. */
    public ImmutableList<String> events() {
        return ImmutableList.copyOf(events);
    }

    /** The names of the stages heard of so far, in order. */
    public ImmutableList<String> stages() {
        return events.stream()
                .filter(event -> event.startsWith("stage "))
                .map(event -> event.substring("stage ".length(), event.indexOf(':')))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void stage(String name, String detail) {
        events.add("stage " + name + ": " + detail);
    }

    @Override
    public void advance(long done, long total, Unit unit) {
        events.add("advance " + done + "/" + total + (unit == Unit.BYTES ? " bytes" : ""));
    }

    @Override
    public void note(String line) {
        events.add("note " + line);
    }
}
