package dev.dyndeps.cli;

import dev.dyndeps.application.RunPipeline;
import dev.dyndeps.application.RunPipeline.Ran;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DatabricksCompute;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Runs the pipeline: builds the wheelhouse, loads and validates it on the driver and every worker"
                + " of a Spark, cleans up.",
        footer = {
            "",
            "Example: dyndeps run examples/requirements.zip --check examples/requirements.check.py",
            "Example: dyndeps run examples/packaged.zip --main job.py -- --date 2026-01-01",
            "Example: dyndeps run examples/mixed.zip --on databricks --base /Volumes/main/default/dyndeps"
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final String LOCAL_CLUSTER = "local-cluster[2,1,1024]";

    private final DyndepsCommand root;

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--on",
            paramLabel = "WHERE",
            defaultValue = "local",
            description =
                    "local (a cluster of two workers on this machine), a Spark master such as spark://host:7077, or"
                            + " databricks. Default: ${DEFAULT-VALUE}.")
    private String on = "local";

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description = "The Python to run with on a Spark, such as 3.10. Default: python3's own.")
    private @Nullable String python;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description = "Where the run's folder is made, at DIR/runs/UUID. Default: a folder of the user's cache; on"
                    + " Databricks DYNDEPS_BASE.")
    private @Nullable String base;

    @ArgGroup(validate = false, heading = "%nOnly with --on databricks:%n")
    private DatabricksOptions databricks = new DatabricksOptions();

    RunCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ProgressListener progress = output.progress(root.console());
        Dyndeps dyndeps = root.dyndeps(progress, engine.engine);
        Ran ran = on.equals("databricks") ? onDatabricks(dyndeps, progress) : onSpark(dyndeps, progress);
        RunView view = new RunView(ran);
        output.result(root.console(), view::text, view::json);
        return (ran.succeeded() ? ExitCode.FINE : ExitCode.FAILED).status();
    }

    private Ran onSpark(Dyndeps dyndeps, ProgressListener progress) {
        if (!databricks.given().isEmpty()) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    String.join(", ", databricks.given()),
                    "this means nothing but with --on databricks",
                    "Add --on databricks, or leave it out");
        }
        Compute compute = new Compute.SparkMaster(on.equals("local") ? LOCAL_CLUSTER : on, Optional.ofNullable(python));
        Targets targets = dyndeps.targets();
        RunPipeline.Source source = options.processedHere(
                options.target().map(targets::parse).orElseGet(() -> targets.local(Optional.ofNullable(python))));
        StorePath folder = base == null
                ? dyndeps.settings().base()
                : StorePath.of(Path.of(base).toAbsolutePath().normalize().toString());
        return dyndeps.onSpark()
                .runPipeline()
                .run(options.request(source, folder, compute, JobSettings.DEFAULT), progress);
    }

    private Ran onDatabricks(Dyndeps dyndeps, ProgressListener progress) {
        if (python != null) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    "--python " + python,
                    "the runtime of Databricks brings its own Python",
                    "Choose the runtime with --target");
        }
        String target = databricks.target(options.target());
        Compute compute = databricks.compute(target);
        StorePath folder = WorkspaceOptions.base(base, root.variable(WorkspaceOptions.BASE));
        DatabricksCompute.requireReadable(folder, compute);
        RunPipeline.Request request = options.request(source(dyndeps, target), folder, compute, databricks.settings());
        root.leaves(folder, databricks.profile());
        return dyndeps.onDatabricks().create(databricks.profile()).runPipeline().run(request, progress);
    }

    private RunPipeline.Source source(Dyndeps dyndeps, String target) {
        if (!databricks.processedOnCluster()) {
            return options.processedHere(dyndeps.targets().parse(target));
        }
        if (options.isWheelhouse()) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    "--process cluster",
                    "a finished wheelhouse needs no processing",
                    "Leave the option out");
        }
        return options.processedByTask(databricks.program().orElseGet(dyndeps.program()::wheel), target);
    }
}
