package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;

/**
 * One task of a job.
 *
 * @param key the task; its script is the task script of that name
 * @param parameters the script's arguments
 * @param dependsOn the tasks that must have ended before
 * @param runIf whether they must have succeeded
 */
public record TaskPlan(TaskKey key, ImmutableList<String> parameters, ImmutableList<TaskKey> dependsOn, RunIf runIf) {
    /** The condition under which a task starts, by the names of the Databricks Jobs API. */
    public enum RunIf {
        ALL_SUCCESS,
        ALL_DONE
    }
}
