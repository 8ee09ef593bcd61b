package dev.dyndeps.domain.pipeline;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of one run of the pipeline, given to every task and to the run's folder: a UUID made before anything starts, or
 * {@code job-N} for run N of a deployed job, whose number the service gives.
 */
public record RunId(String value) {
    private static final Pattern DEPLOYED = Pattern.compile("job-[0-9]{1,19}");

    /** @throws IllegalArgumentException if the text is neither */
    public RunId {
        if (!DEPLOYED.matcher(value).matches()
                && !UUID.fromString(value).toString().equals(value)) {
            throw new IllegalArgumentException(
                    "a UUID can be written in several ways, and this is not the one: " + value);
        }
    }

    public static RunId of(UUID uuid) {
        return new RunId(uuid.toString());
    }

    /** Whether it is a run of a deployed job, which the service started. */
    public boolean isOfDeployedJob() {
        return DEPLOYED.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
