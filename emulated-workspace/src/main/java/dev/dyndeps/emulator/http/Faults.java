package dev.dyndeps.emulator.http;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The faults that are armed: each strikes the next requests that it fits, then it is spent. */
public final class Faults {
    private final List<Armed> armed = new ArrayList<>();

    /** The next request that fits goes wrong. */
    public void arm(String requests, Fault fault) {
        arm(requests, fault, 1);
    }

    /**
     * The next so many requests that fit go wrong.
     *
     * @param requests method and path, such as {@code PUT /api/2.0/fs/files/*}; a star stands for anything
     */
    public void arm(String requests, Fault fault, int times) {
        armAfter(0, requests, fault, times);
    }

    /** As {@link #arm(String, Fault, int)}, once so many requests that fit went well. */
    public synchronized void armAfter(int wellBefore, String requests, Fault fault, int times) {
        armed.add(new Armed(pattern(requests), fault, wellBefore, times));
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** How many strikes are left, of all that are armed. */
    public synchronized int left() {
        return armed.stream().mapToInt(fault -> fault.times).sum();
    }

    synchronized Optional<Fault> next(String method, String path) {
        String request = method + " " + path;
        for (Armed fault : armed) {
            if (fault.requests.matcher(request).matches() && fault.strikes()) {
                armed.removeIf(spent -> spent.times == 0);
                return Optional.of(fault.fault);
            }
        }
        return Optional.empty();
    }

    private static Pattern pattern(String requests) {
        return Pattern.compile(
                Splitter.on('*').splitToStream(requests).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private static final class Armed {
        private final Pattern requests;
        private final Fault fault;
        private int wellBefore;
        private int times;

        Armed(Pattern requests, Fault fault, int wellBefore, int times) {
            this.requests = requests;
            this.fault = fault;
            this.wellBefore = wellBefore;
            this.times = times;
        }

        boolean strikes() {
            if (wellBefore > 0) {
                wellBefore--;
                return false;
            }
            times--;
            return true;
        }
    }
}
