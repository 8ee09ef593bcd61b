package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.Compute;

/**
 * A task to carry out.
 *
 * @param runId of the whole run
 * @param parameters with their references replaced
 * @param clusterId tells which tasks share a cluster; unique to the run for serverless tasks
 * @param values the task values that are set so far: JSON by name, by task
 */
public record TaskOrder(
        long runId,
        String taskKey,
        String pythonFile,
        ImmutableList<String> parameters,
        Compute compute,
        String clusterId,
        ImmutableMap<String, ImmutableMap<String, String>> values) {}
