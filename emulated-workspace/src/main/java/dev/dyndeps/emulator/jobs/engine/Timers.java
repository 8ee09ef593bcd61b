package dev.dyndeps.emulator.jobs.engine;

import java.time.Duration;
import java.time.Instant;

/** The time, and what is to happen later. */
public interface Timers {
    Instant now();

    /** Runs the action once, by a thread of its own; an action that has become needless does nothing. */
    void after(Duration delay, Runnable action);
}
