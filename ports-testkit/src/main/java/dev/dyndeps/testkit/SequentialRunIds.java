package dev.dyndeps.testkit;

import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.port.RunIds;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Run ids that tests can foretell: {@code 00000000-0000-4000-8000-000000000001} and so on. */
public final class SequentialRunIds implements RunIds {
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_2 = 1L << 63;

    private final AtomicLong last = new AtomicLong();

    /** The id that is given as the {@code n}th, counted from 1. */
    public static RunId nth(long n) {
        return RunId.of(new UUID(VERSION_4, VARIANT_2 | n));
    }

    @Override
    public RunId next() {
        return nth(last.incrementAndGet());
    }
}
