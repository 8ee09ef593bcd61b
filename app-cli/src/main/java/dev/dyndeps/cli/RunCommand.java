package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.RunPipeline;
import dev.dyndeps.application.RunPipeline.Ran;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = "Runs the pipeline: builds the wheelhouse, loads and validates it on the driver and every worker"
                + " of a Spark, cleans up.",
        footer = {
            "",
            "Example: dyndeps run examples/requirements.zip --check examples/requirements.check.py",
            "Example: dyndeps run examples/packaged.zip --main job.py -- --date 2026-01-01"
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final String LOCAL_CLUSTER = "local-cluster[2,1,1024]";

    private final DyndepsCommand root;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--on",
            paramLabel = "WHERE",
            defaultValue = "local",
            description = "local (a cluster of two workers on this machine) or a Spark master such as"
                    + " spark://host:7077. Default: ${DEFAULT-VALUE}.")
    private String on = "local";

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "What the wheelhouse is built for. Default: the Python that runs it, on this machine.")
    private @Nullable String target;

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description = "The Python to run with, such as 3.10. Default: python3's own.")
    private @Nullable String python;

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

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "Where the run's folder is made, at DIR/runs/UUID. Default: a folder of the user's cache.")
    private @Nullable Path base;

    @Option(names = "--no-cleanup", description = "Leave the run's folder.")
    private boolean noCleanup;

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "The arguments of --main, after --.")
    private List<String> arguments = List.of();

    RunCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ProgressListener progress = output.progress(root.console());
        Dyndeps dyndeps = root.dyndeps(progress, engine.engine);
        RunPipeline.Request request = new RunPipeline.Request(
                source(dyndeps),
                base(dyndeps),
                on.equals("local") ? LOCAL_CLUSTER : on,
                Optional.ofNullable(python),
                ImmutableList.copyOf(checks),
                Optional.ofNullable(main),
                ImmutableList.copyOf(arguments),
                noCleanup);
        Ran ran = dyndeps.runPipeline().run(request, progress);
        RunView view = new RunView(ran);
        output.result(root.console(), view::text, view::json);
        return (ran.succeeded() ? ExitCode.FINE : ExitCode.FAILED).status();
    }

    private RunPipeline.Source source(Dyndeps dyndeps) {
        if (input.input.toString().endsWith(".wheelhouse.zip")) {
            return new RunPipeline.FromWheelhouse(input.input);
        }
        Targets targets = dyndeps.targets();
        TargetRuntime built = target == null ? targets.local(Optional.ofNullable(python)) : targets.parse(target);
        return new RunPipeline.FromInput(new BuildWheelhouse.Request(
                input.input, built, input.format(), Optional.ofNullable(lock), Path.of(""), input.policy()));
    }

    private StorePath base(Dyndeps dyndeps) {
        return base == null
                ? dyndeps.settings().base()
                : StorePath.of(base.toAbsolutePath().normalize().toString());
    }
}
