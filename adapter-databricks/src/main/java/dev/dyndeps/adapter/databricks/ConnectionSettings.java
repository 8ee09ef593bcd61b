package dev.dyndeps.adapter.databricks;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a workspace is found and signed in to.
 *
 * @param environment the variables to look at, as Databricks' own tools name them: {@code DATABRICKS_HOST},
 *     {@code DATABRICKS_TOKEN}, {@code DATABRICKS_CLIENT_ID} and {@code …_SECRET}, {@code DATABRICKS_CONFIG_PROFILE},
 *     {@code DATABRICKS_CONFIG_FILE}; {@code HOME} says where {@code .databrickscfg} is
 * @param profile a section of that file; it goes before {@code DATABRICKS_CONFIG_PROFILE}
 * @param version of this program, for the user agent
 * @param timeout how long a connection may say nothing
 */
public record ConnectionSettings(
        ImmutableMap<String, String> environment, Optional<String> profile, String version, Duration timeout) {
    /** The service itself gives up after some 45 seconds; a file of gigabytes takes longer until it is taken over. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** With a time-out of five minutes. */
    public static ConnectionSettings of(Map<String, String> environment, Optional<String> profile, String version) {
        return new ConnectionSettings(ImmutableMap.copyOf(environment), profile, version, TIMEOUT);
    }

    public ConnectionSettings withTimeout(Duration other) {
        return new ConnectionSettings(environment, profile, version, other);
    }

    /** The variable's value; empty if it is not set or empty, which is the same to Databricks' tools. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The profile that was asked for, on the command line or by the environment. */
    Optional<String> chosenProfile() {
        return profile.or(() -> variable("DATABRICKS_CONFIG_PROFILE"));
    }

    /** Where profiles are. */
    String configFile() {
        return variable("DATABRICKS_CONFIG_FILE").orElse("~/.databrickscfg");
    }
}
