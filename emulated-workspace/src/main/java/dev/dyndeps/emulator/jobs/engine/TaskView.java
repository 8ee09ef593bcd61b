package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.jobs.model.TaskSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A task of a run at one moment.
 *
 * @param runId the task run's own
 * @param attempt 0 for the first
 * @param start when its dependencies had ended
 * @param begun when its compute was there
 * @param clusterId what it runs on; empty for serverless tasks, and before it starts
 * @param resolved its parameters with the references replaced, once it has started
 */
public record TaskView(
        long runId,
        TaskSpec spec,
        int attempt,
        LifeCycle lifeCycle,
        Optional<Termination> termination,
        Optional<Instant> start,
        Optional<Instant> begun,
        Optional<Instant> end,
        Optional<String> clusterId,
        Optional<ImmutableList<String>> resolved) {}
