package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.wheelhouse.CanonicalJson;
import java.util.Optional;

/** The parameters of a job that runs the pipeline for a caller: their names, and the values of one run. */
public final class RunValues {
    static final String RUN = "run";
    static final String RUN_FOLDER = "run_folder";
    static final String CLEANUP_ENABLED = "cleanup_enabled";
    static final String CHECKS = "checks";
    static final String MAIN = "main";
    static final String ARGUMENTS = "arguments";
    static final String WHEELHOUSE = "wheelhouse";
    static final String SHA256 = "sha256";
    static final String PROGRAM = "program";
    static final String PROGRAM_SHA256 = "program_sha256";
    static final String INPUT_PATH = "input_path";
    static final String TARGET = "target";
    static final String BUILD_OPTIONS = "build_options";
    static final String OWNER = "owner";

    private RunValues() {}

    /** The wheelhouse of a run that was processed by the caller. */
    public record Wheelhouse(StorePath place, HashCode sha256) {}

    /** What the process task of a run needs; {@code options} are those of {@code dyndeps build}. */
    public record ToProcess(
            StorePath program,
            HashCode programSha256,
            StorePath input,
            String target,
            ImmutableList<String> options,
            String owner) {}

    /**
     * What a run does with its wheelhouse.
     *
     * @param checks the user's scripts that must pass, where the driver can read them
     * @param main the user's program
     * @param arguments its arguments
     * @param keep whether the run's folder stays
     */
    public record Use(
            ImmutableList<String> checks, Optional<String> main, ImmutableList<String> arguments, boolean keep) {}

    public static ImmutableMap<String, String> of(RunPaths paths, Wheelhouse wheelhouse, Use use) {
        return common(paths, use)
                .put(WHEELHOUSE, wheelhouse.place.value())
                .put(SHA256, wheelhouse.sha256.toString())
                .buildOrThrow();
    }

    public static ImmutableMap<String, String> of(RunPaths paths, ToProcess process, Use use) {
        return common(paths, use)
                .put(PROGRAM, process.program.value())
                .put(PROGRAM_SHA256, process.programSha256.toString())
                .put(INPUT_PATH, process.input.value())
                .put(TARGET, process.target)
                .put(BUILD_OPTIONS, CanonicalJson.oneLine(process.options))
                .put(OWNER, process.owner)
                .buildOrThrow();
    }

    private static ImmutableMap.Builder<String, String> common(RunPaths paths, Use use) {
        return ImmutableMap.<String, String>builder()
                .put(RUN, paths.run().toString())
                .put(RUN_FOLDER, paths.folder().value())
                .put(CLEANUP_ENABLED, Boolean.toString(!use.keep))
                .put(CHECKS, CanonicalJson.oneLine(use.checks))
                .put(MAIN, use.main.orElse(""))
                .put(ARGUMENTS, CanonicalJson.oneLine(use.arguments));
    }

    /** The parameters that a run has values for, each without a default that means anything. */
    public static ImmutableMap<String, String> declared(ImmutableMap<String, String> values) {
        return values.keySet().stream().collect(ImmutableMap.toImmutableMap(name -> name, name -> ""));
    }
}
