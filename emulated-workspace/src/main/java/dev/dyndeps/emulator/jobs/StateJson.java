package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.jobs.engine.LifeCycle;
import dev.dyndeps.emulator.jobs.engine.Result;
import dev.dyndeps.emulator.jobs.engine.Termination;
import java.util.Optional;

/** Both ways in which the API says how far a run is: {@code status}, and the deprecated {@code state}. */
final class StateJson {
    private static final String MANY_RUNS = "Queued due to reaching maximum concurrent runs.";

    private StateJson() {}

    /**
     * @param whole whether it is a run rather than one of its tasks: a run that failed is an INTERNAL_ERROR in
     *     {@code state}, whatever failed in it
     */
    static void put(ObjectNode answer, LifeCycle lifeCycle, Optional<Termination> end, boolean whole) {
        answer.set("status", status(lifeCycle, end));
        answer.set("state", state(lifeCycle, end, whole));
    }

    private static ObjectNode status(LifeCycle lifeCycle, Optional<Termination> end) {
        ObjectNode status = Json.object().put("state", lifeCycle.name());
        end.ifPresent(how -> status.putObject("termination_details")
                .put("code", how.code().name())
                .put("type", how.code().type())
                .put("message", how.message()));
        if (lifeCycle == LifeCycle.QUEUED) {
            status.putObject("queue_details")
                    .put("code", "MAX_CONCURRENT_RUNS_REACHED")
                    .put("message", MANY_RUNS);
        }
        return status;
    }

    private static ObjectNode state(LifeCycle lifeCycle, Optional<Termination> end, boolean whole) {
        ObjectNode state = Json.object()
                .put(
                        "life_cycle_state",
                        end.map(how -> oldLifeCycle(how, whole)).orElse(lifeCycle.name()))
                .put("state_message", end.map(Termination::message).orElseGet(() -> waiting(lifeCycle)))
                .put(
                        "user_cancelled_or_timedout",
                        end.filter(StateJson::isStopped).isPresent());
        end.ifPresent(how -> state.put("result_state", how.result().name()));
        if (lifeCycle == LifeCycle.QUEUED) {
            state.put("queue_reason", MANY_RUNS);
        }
        return state;
    }

    private static String oldLifeCycle(Termination how, boolean whole) {
        return switch (how.result()) {
            case FAILED -> whole || how.code().isPlatform() ? "INTERNAL_ERROR" : "TERMINATED";
            case MAXIMUM_CONCURRENT_RUNS_REACHED -> "SKIPPED";
            case SUCCESS, SUCCESS_WITH_FAILURES, TIMEDOUT, CANCELED, EXCLUDED, UPSTREAM_FAILED, UPSTREAM_CANCELED ->
                "TERMINATED";
        };
    }

    private static boolean isStopped(Termination how) {
        return how.result() == Result.CANCELED || how.result() == Result.TIMEDOUT;
    }

    private static String waiting(LifeCycle lifeCycle) {
        return switch (lifeCycle) {
            case PENDING -> "Waiting for cluster";
            case RUNNING -> "In run";
            case QUEUED -> MANY_RUNS;
            case BLOCKED, TERMINATING, TERMINATED -> "";
        };
    }
}
