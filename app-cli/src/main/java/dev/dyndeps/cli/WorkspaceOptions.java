package dev.dyndeps.cli;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which workspace, and where in it. */
final class WorkspaceOptions {
    /** Where runs are kept if no {@code --base} is given. */
    static final String BASE = "DYNDEPS_BASE";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The profile of .databrickscfg. Default: DATABRICKS_CONFIG_PROFILE, or DATABRICKS_HOST and"
                    + " DATABRICKS_TOKEN.")
    @Nullable
    String profile;

    Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /**
     * The base in the workspace.
     *
     * @param given the value of {@code --base}
     * @param configured the value of {@value #BASE}
     */
    static StorePath base(@Nullable String given, Optional<String> configured) {
        return StorePath.of(Optional.ofNullable(given)
                .or(() -> configured)
                .orElseThrow(() -> new UserError(
                        Code.OPTION_INVALID,
                        "--base",
                        "there is no place for the run's files in the workspace, and no default for it: which Volume"
                                + " you may write to is not ours to guess",
                        "Give --base /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps (or dbfs:/FileStore/pyfiles_test where the"
                                + " workspace has DBFS), or set " + BASE)));
    }
}
