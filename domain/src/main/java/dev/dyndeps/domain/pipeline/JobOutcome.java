package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * How a run of a job ended, judged by each task's own state.
 *
 * @param tasks one per planned task, in their order
 * @param report what the load task found, if it got that far
 */
public record JobOutcome(ImmutableList<TaskOutcome> tasks, Optional<ValidationReport> report) {
    public boolean succeeded() {
        return tasks.stream().allMatch(t -> t.state() == State.SUCCESS);
    }

    /** How one task ended. */
    public enum State {
        SUCCESS,
        FAILED,
        CANCELED,
        SKIPPED
    }

    /**
     * @param seconds from its start to its end; 0 if it never started
     * @param error the last lines that explain a failure, a Python traceback where there is one; empty if none
     */
    public record TaskOutcome(TaskKey key, State state, double seconds, String error) {}
}
