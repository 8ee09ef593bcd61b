package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What a job runner is asked to run: a job, and one run of it.
 *
 * @param paths the run and its places
 * @param values the job's parameters in this run; one that is left out has its default
 */
public record JobPlan(JobDefinition job, RunPaths paths, ImmutableMap<String, String> values) {
    public JobPlan {
        if (!job.parameters().keySet().containsAll(values.keySet())) {
            throw new IllegalArgumentException(
                    "the job " + job.name() + " has not all parameters of " + values.keySet());
        }
    }

    /** The job's tasks with the values of its parameters in place of the references to them; other references stay. */
    public ImmutableList<TaskPlan> tasks() {
        return job.tasksWith(values);
    }
}
