package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Optional;

/**
 * How a job is run, whatever it does.
 *
 * @param runAs the user or service principal that its runs act for; whoever makes the job if empty
 * @param permissions levels of the Jobs API such as {@code CAN_VIEW}, by user
 * @param tags at most 25
 * @param timeout after which a run is cancelled
 * @param maxConcurrentRuns how many runs may be active at once, at most 1,000; more wait in the queue
 */
public record JobSettings(
        Optional<String> runAs,
        ImmutableMap<String, String> permissions,
        ImmutableMap<String, String> tags,
        Duration timeout,
        int maxConcurrentRuns) {

    public static final JobSettings DEFAULT =
            new JobSettings(Optional.empty(), ImmutableMap.of(), ImmutableMap.of(), Duration.ofHours(2), 1_000);
}
