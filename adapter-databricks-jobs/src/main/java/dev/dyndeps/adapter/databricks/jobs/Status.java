package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.pipeline.JobOutcome.State;

/**
 * How far a run or a task is: its {@code status}. The deprecated {@code state} calls a run that failed an INTERNAL_ERROR; it
 * is only asked for the result that {@code status} does not tell: that a task was left out.
 *
 * @param state such as {@code PENDING}, {@code RUNNING} or {@code TERMINATED}
 * @param code why it ended, such as {@code RUN_EXECUTION_ERROR}; empty before its end
 * @param message a sentence to the code, or why it waits; may be empty
 * @param result such as {@code UPSTREAM_FAILED}; empty before its end
 */
record Status(String state, String code, String message, String result) {
    private static final ImmutableSet<String> LEFT_OUT =
            ImmutableSet.of("UPSTREAM_FAILED", "UPSTREAM_CANCELED", "EXCLUDED", "DISABLED", "SKIPPED");
    private static final ImmutableSet<String> CANCELED = ImmutableSet.of("CANCELED", "USER_CANCELED");

    static Status of(JsonNode runOrTask) {
        JsonNode status = runOrTask.path("status");
        JsonNode end = status.path("termination_details");
        return new Status(
                status.path("state").asText(""),
                end.path("code").asText(""),
                end.path("message")
                        .asText(status.path("queue_details").path("message").asText(""))
                        .strip(),
                runOrTask.path("state").path("result_state").asText(""));
    }

    boolean hasEnded() {
        return state.equals("TERMINATED");
    }

    boolean tookTooLong() {
        return result.equals("TIMEDOUT");
    }

    /** How a task that has ended did so. */
    State end() {
        if (LEFT_OUT.contains(result) || code.equals("SKIPPED") || code.equals("DISABLED")) {
            return State.SKIPPED;
        }
        if (code.equals("SUCCESS")) {
            return State.SUCCESS;
        }
        // The platform's CANCELED is also a time-out, which nobody asked for.
        return CANCELED.contains(code) && !tookTooLong() ? State.CANCELED : State.FAILED;
    }

    /** Such as {@code CLUSTER_ERROR: the cloud has no such machine}. */
    String details() {
        return message.isEmpty() ? code : code + ": " + message;
    }
}
