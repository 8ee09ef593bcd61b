package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A job: what stays the same from run to run. A job that names a task or a parameter which is not there cannot be made;
 * the tools of Databricks would not find that before it runs.
 *
 * @param name what to call the job or application
 * @param parameters the job's parameters with their defaults
 * @param tasks in the order of their dependencies; what differs between runs are references to the parameters
 * @param compute where all of them run
 * @param settings how it is run
 */
public record JobDefinition(
        String name,
        ImmutableMap<String, String> parameters,
        ImmutableList<TaskPlan> tasks,
        Compute compute,
        JobSettings settings) {

    private static final String PARAMETER = "job.parameters.";

    /** @throws IllegalArgumentException naming what is not there */
    public JobDefinition {
        Set<TaskKey> earlier = new HashSet<>();
        for (TaskPlan task : tasks) {
            if (!earlier.containsAll(task.dependsOn())) {
                throw new IllegalArgumentException(task.key() + " depends on what does not come before it");
            }
            for (String parameter : task.parameters()) {
                for (String reference : DynamicReferences.in(parameter)) {
                    if (!known(reference, parameters, task)) {
                        throw new IllegalArgumentException(task.key() + " refers to {{" + reference + "}}");
                    }
                }
            }
            if (!earlier.add(task.key())) {
                throw new IllegalArgumentException(task.key() + " is there twice");
            }
        }
    }

    private static boolean known(String reference, ImmutableMap<String, String> parameters, TaskPlan task) {
        if (reference.startsWith(PARAMETER)) {
            return parameters.containsKey(reference.substring(PARAMETER.length()));
        }
        return reference.equals("job.run_id")
                || task.dependsOn().stream().anyMatch(other -> reference.startsWith("tasks." + other.key() + "."));
    }

    /** The tasks of a run with these values of the job's parameters; a parameter without one has its default. */
    ImmutableList<TaskPlan> tasksWith(ImmutableMap<String, String> values) {
        ImmutableMap<String, String> all = ImmutableMap.<String, String>builder()
                .putAll(parameters)
                .putAll(values)
                .buildKeepingLast();
        return tasks.stream()
                .map(task -> task.with(reference -> reference.startsWith(PARAMETER)
                        ? Optional.ofNullable(all.get(reference.substring(PARAMETER.length())))
                        : Optional.empty()))
                .collect(ImmutableList.toImmutableList());
    }
}
