package dev.dyndeps.emulator.jobs.engine;

/** Where a run or a task is, by the names of {@code status.state}. */
public enum LifeCycle {
    /** The run waits until fewer runs of its job are active. */
    QUEUED,
    /** The task waits for others. */
    BLOCKED,
    /** It waits for its compute. */
    PENDING,
    RUNNING,
    /** It was told to end. */
    TERMINATING,
    TERMINATED
}
