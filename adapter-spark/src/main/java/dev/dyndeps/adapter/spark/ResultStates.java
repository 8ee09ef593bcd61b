package dev.dyndeps.adapter.spark;

import dev.dyndeps.domain.pipeline.DynamicReferences;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.TaskPlan;
import java.util.Map;

/** How tasks ended, as Databricks Jobs would tell it to the tasks after them. */
final class ResultStates {
    private ResultStates() {}

    /** The task with the states of those that have ended in place of the references to them. */
    static TaskPlan putInto(TaskPlan task, Map<TaskKey, State> states) {
        return task.with(reference -> states.entrySet().stream()
                .filter(ended -> DynamicReferences.resultState(ended.getKey()).equals("{{" + reference + "}}"))
                .findFirst()
                .map(ended -> name(ended.getValue())));
    }

    private static String name(State state) {
        return switch (state) {
            case SUCCESS -> "success";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
            case SKIPPED -> "upstream_failed";
        };
    }
}
