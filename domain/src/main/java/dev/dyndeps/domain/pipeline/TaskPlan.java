package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;

/**
 * One task of a job.
 *
 * @param key the task; its script is the task script of that name
 * @param parameters the script's arguments, which may hold {@link DynamicReferences}
 * @param dependsOn the tasks that must have ended before
 * @param runIf whether they must have succeeded
 */
public record TaskPlan(TaskKey key, ImmutableList<String> parameters, ImmutableList<TaskKey> dependsOn, RunIf runIf) {
    /** The condition under which a task starts, by the names of the Databricks Jobs API. */
    public enum RunIf {
        ALL_SUCCESS,
        ALL_DONE
    }

    /** This task with values in place of references; those without one stay. */
    public TaskPlan with(Function<String, Optional<String>> values) {
        return new TaskPlan(
                key,
                parameters.stream()
                        .map(parameter -> DynamicReferences.resolve(parameter, values))
                        .collect(ImmutableList.toImmutableList()),
                dependsOn,
                runIf);
    }
}
