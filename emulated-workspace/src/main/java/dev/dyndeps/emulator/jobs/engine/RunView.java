package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Optional;

/**
 * A run at one moment.
 *
 * @param jobId the job's, or one that belongs to this one-time run alone
 * @param parameters the values of the job's parameters in this run
 */
public record RunView(
        long runId,
        long jobId,
        RunRequest request,
        ImmutableMap<String, String> parameters,
        LifeCycle lifeCycle,
        Optional<Termination> termination,
        Instant start,
        Optional<Instant> end,
        ImmutableList<TaskView> tasks) {
    public boolean isActive() {
        return lifeCycle != LifeCycle.TERMINATED;
    }
}
