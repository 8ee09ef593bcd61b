package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.ToolError;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The uv that all work is done with: pinned, in an environment of the program's own, made by pip when it is first needed. It
 * is a native program, so that one environment serves whatever interpreters the machine has.
 *
 * @param pip explains what an index has where uv says only that it found nothing; its variables are the operator's
 */
public record UvTools(PipTools pip) {
    /** Pinned: what its words mean is read here. */
    static final String VERSION = "0.13.9";

    /** What its environment holds. */
    public static final ImmutableList<String> PACKAGES = ImmutableList.of("uv==" + VERSION);

    static final String TITLE = "uv " + VERSION;

    private static final String PURPOSE = "uv";

    /**
     * The folder of its environment.
     *
     * @throws UserError ({@code TOOL_MISSING}) if this machine has no Python to make it with
     * @throws ToolError if uv cannot be had, as on a platform that it has no wheel for
     */
    public Path environment() {
        ManagedEnvironments environments = pip.environments();
        return environments
                .existing(PURPOSE, PACKAGES)
                .orElseGet(() -> environments
                        .get(PURPOSE, pip.interpreters().forTools(), PACKAGES, pip.progress())
                        .folder());
    }

    static String uv(Path environment) {
        return environment.resolve("bin").resolve("uv").toString();
    }

    static String python(Path environment) {
        return environment.resolve("bin").resolve("python3").toString();
    }

    /** What uv may know of the operator's environment, pip's settings translated. */
    Variables variables() {
        return UvVariables.of(pip.variables(), settings());
    }

    PipSettings settings() {
        return PipSettings.of(pip.variables(), "install");
    }

    /** Why uv cannot serve this operator or this target; empty if it can. */
    Optional<String> unfit(TargetRuntime target) {
        if (UvPlatform.of(target).isEmpty()) {
            return Optional.of("uv cannot choose wheels for glibc 2." + target.glibcMinor());
        }
        return settings()
                .get("keyring-provider")
                .filter("import"::equals)
                .map(provider -> "uv cannot ask a keyring as pip's keyring-provider=import says");
    }
}
