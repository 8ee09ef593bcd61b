package dev.dyndeps.emulator.storage;

import dev.dyndeps.emulator.http.ApiError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Files that are being written block by block. A handle that nothing is heard of for ten minutes is gone. */
final class DbfsHandles {
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Open> open = new ConcurrentHashMap<>();

    DbfsHandles(InstantSource clock) {
        this.clock = clock;
    }

    private record Open(Path file, Instant used) {}

    long open(Path file) {
        long handle = last.incrementAndGet();
        open.put(handle, new Open(file, clock.instant()));
        return handle;
    }

    /** The file of a handle, which is good for another ten minutes. */
    Path use(long handle) {
        Open used = open.computeIfPresent(
                handle,
                (id, known) -> known.used().plus(IDLE).isBefore(clock.instant())
                        ? null
                        : new Open(known.file(), clock.instant()));
        if (used == null) {
            throw ApiError.missing("No stream associated with handle: " + handle);
        }
        return used.file();
    }

    void close(long handle) {
        use(handle);
        open.remove(handle);
    }
}
