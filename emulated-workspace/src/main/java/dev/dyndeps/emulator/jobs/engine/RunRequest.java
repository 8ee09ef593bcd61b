package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.AccessList;
import dev.dyndeps.emulator.jobs.model.JobSettings;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run that somebody asks for.
 *
 * @param jobId the job's; none for a one-time run
 * @param parameters those of the job's that get another value than their default
 * @param creator who asks
 * @param runAs as whom its tasks run
 * @param access who may see and cancel it
 * @param token the same token gives the same run again
 */
public record RunRequest(
        OptionalLong jobId,
        JobSettings settings,
        ImmutableMap<String, String> parameters,
        String creator,
        String runAs,
        AccessList access,
        Optional<String> token) {
    private static final int LONGEST_TOKEN = 64;

    /** @throws Refusal for a parameter that the job does not declare, and a token that is too long */
    public RunRequest {
        for (String name : parameters.keySet()) {
            if (!settings.parameters().containsKey(name)) {
                throw Refusal.invalid("Job parameter '" + name + "' is not defined in the job settings");
            }
        }
        token.filter(text -> text.length() > LONGEST_TOKEN).ifPresent(text -> {
            throw Refusal.invalid(
                    "The idempotency_token may have at most " + LONGEST_TOKEN + " characters, got " + text.length());
        });
    }

    /** The job's parameters as this run has them, before references in them are replaced. */
    ImmutableMap<String, String> allParameters() {
        return ImmutableMap.<String, String>builder()
                .putAll(settings.parameters())
                .putAll(parameters)
                .buildKeepingLast();
    }
}
