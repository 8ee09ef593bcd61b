package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What a job runner is asked to run: a pure value that {@code --dry-run} prints.
 *
 * @param name what to call the job or application
 * @param paths the run and its places
 * @param tasks in the order of their dependencies
 * @param master the Spark master, such as {@code local-cluster[2,1,1024]} or {@code spark://host:7077}
 * @param python the version of the Python to run with, if the user asked for one
 */
public record JobPlan(
        String name, RunPaths paths, ImmutableList<TaskPlan> tasks, String master, Optional<String> python) {}
