package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.RunPipeline;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.python.TargetRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a run does, wherever it runs. */
final class RunOptions {
    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "What the wheelhouse is built for. Default: the Python that runs it, on this machine;"
                    + " dbr-14.3 or serverless-4 on Databricks.")
    private @Nullable String target;

    @Option(names = "--lock", paramLabel = "FILE", description = "Take exactly the wheels of this pylock.toml.")
    private @Nullable Path lock;

    @Option(
            names = "--check",
            paramLabel = "SCRIPT",
            description =
                    "A Python script that must pass after the imports; it finds the session as spark." + " Repeatable.")
    private List<Path> checks = List.of();

    @Option(
            names = "--main",
            paramLabel = "SCRIPT",
            description = "Your program, run in the same application after validation; its arguments follow --.")
    private @Nullable Path main;

    @Option(names = "--no-cleanup", description = "Leave the run's folder.")
    private boolean noCleanup;

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "The arguments of --main, after --.")
    private List<String> arguments = List.of();

    Optional<String> target() {
        return Optional.ofNullable(target);
    }

    boolean isWheelhouse() {
        return input.input.toString().endsWith(".wheelhouse.zip");
    }

    /** What the caller processes: a finished wheelhouse, or an input to build from. */
    RunPipeline.Source processedHere(TargetRuntime built) {
        return isWheelhouse()
                ? new RunPipeline.FromWheelhouse(input.input)
                : new RunPipeline.FromInput(new BuildWheelhouse.Request(
                        input.input, built, input.format(), Optional.ofNullable(lock), Path.of(""), input.policy()));
    }

    /** What the run's first task processes, with the program of this wheel. */
    RunPipeline.Source processedByTask(Path program, String target) {
        if (lock != null) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    "--lock " + lock,
                    "the cluster cannot read a lock of this machine",
                    "Give the pylock.toml itself as INPUT, or leave the processing to this machine");
        }
        ImmutableList.Builder<String> build = ImmutableList.builder();
        input.format().ifPresent(format -> build.add("--format", format.id()));
        input.allowedHosts.forEach(host -> build.add("--allow-host", host));
        return new RunPipeline.ProcessedByTask(input.input, program, target, build.build());
    }

    RunPipeline.Request request(RunPipeline.Source source, StorePath base, Compute compute, JobSettings settings) {
        return new RunPipeline.Request(
                source,
                base,
                compute,
                settings,
                ImmutableList.copyOf(checks),
                Optional.ofNullable(main),
                ImmutableList.copyOf(arguments),
                noCleanup);
    }
}
