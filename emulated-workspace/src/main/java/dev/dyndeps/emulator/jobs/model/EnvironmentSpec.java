package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableSet;

/**
 * What serverless tasks run in.
 *
 * @param version of the serverless environment, {@code 1} to {@code 5}
 */
public record EnvironmentSpec(String version) {
    private static final ImmutableSet<String> VERSIONS = ImmutableSet.of("1", "2", "3", "4", "5");

    /** @throws Refusal if the version is missing or none of the service's */
    static EnvironmentSpec parse(Fields environment) {
        Fields spec = environment
                .object("spec")
                .orElseThrow(() -> Refusal.invalid("Missing required field: environments.spec"));
        String version = spec.text("environment_version")
                .or(() -> spec.text("client"))
                .orElseThrow(() -> Refusal.invalid("Missing required field: environments.spec.environment_version"));
        if (!VERSIONS.contains(version)) {
            throw Refusal.invalid(
                    "Invalid environment version " + version + ". Supported versions: " + String.join(", ", VERSIONS));
        }
        if (!spec.texts("dependencies").isEmpty()) {
            throw Refusal.notEmulated("dependencies of an environment");
        }
        return new EnvironmentSpec(version);
    }
}
