package dev.dyndeps.adapter.http;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody with settings of his own and none of this machine's, and a pip that only remembers what it was to fetch.
 *
 * @param home his home
 * @param settings his environment variables
 */
record Operator(Path home, Map<String, String> settings, List<ResolvedWheel> leftToPip) {
    Operator(Path home, Map<String, String> settings) {
        this(home, settings, new CopyOnWriteArrayList<>());
    }

    /** Does not wait long between two attempts. */
    WheelFetcher fetcher() {
        Variables variables = Variables.NONE
                .with(Map.of(
                        "HOME", home.toString(), "XDG_CONFIG_DIRS", "/nonexistent", "PIP_CONFIG_FILE", "/dev/null"))
                .with(Map.of("PIP_TIMEOUT", "20", "PIP_RETRIES", "2"))
                .with(settings);
        return new HttpWheelFetcher(variables, () -> this::pip, Duration.ofMillis(1));
    }

    private void pip(
            ImmutableList<ResolvedWheel> wheels,
            Path into,
            WheelFetcher.Arrivals arrivals,
            dev.dyndeps.port.ProgressListener progress) {
        leftToPip.addAll(wheels);
    }
}
