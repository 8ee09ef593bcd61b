package dev.dyndeps.emulator.jobs.engine;

import java.util.Locale;

/** How a run or a task ended, by the names of {@code state.result_state}. */
public enum Result {
    SUCCESS,
    SUCCESS_WITH_FAILURES,
    FAILED,
    TIMEDOUT,
    CANCELED,
    /** Not run, since its condition asked for a failure that there was not. */
    EXCLUDED,
    UPSTREAM_FAILED,
    UPSTREAM_CANCELED,
    MAXIMUM_CONCURRENT_RUNS_REACHED;

    /** What {@code {{tasks.KEY.result_state}}} says. */
    public String reference() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isSuccess() {
        return this == SUCCESS || this == EXCLUDED || this == SUCCESS_WITH_FAILURES;
    }

    boolean isCancellation() {
        return this == CANCELED || this == UPSTREAM_CANCELED;
    }

    /** Failed itself, or was not run since another failed. */
    boolean isFailure() {
        return !isSuccess() && !isCancellation();
    }
}
