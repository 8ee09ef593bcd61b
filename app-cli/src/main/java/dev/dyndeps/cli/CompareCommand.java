package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.RunPipeline;
import dev.dyndeps.application.RunPipeline.Ran;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DatabricksCompute;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "compare",
        description =
                "Runs the same input on a job cluster and on serverless compute of Databricks, one after the other, and"
                        + " shows the time of each stage side by side.",
        footer = {"", "Example: dyndeps compare examples/mixed.zip --base /Volumes/main/default/dyndeps"},
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--base",
            paramLabel = "PATH",
            description = "Where the runs' folders are made, in a Volume. Default: DYNDEPS_BASE.")
    private @Nullable String base;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            defaultValue = DatabricksCompute.DEFAULT_CLUSTER_TARGET,
            description = "The runtime of the job cluster. Default: ${DEFAULT-VALUE}.")
    private String target = "";

    @Option(
            names = "--serverless-target",
            paramLabel = "TARGET",
            defaultValue = DatabricksCompute.DEFAULT_SERVERLESS_TARGET,
            description = "The environment of serverless compute. Default: ${DEFAULT-VALUE}.")
    private String serverlessTarget = "";

    @Option(
            names = "--check",
            paramLabel = "SCRIPT",
            description = "A Python script that must pass after the imports. Repeatable.")
    private List<Path> checks = List.of();

    CompareCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ProgressListener progress = output.progress(root.console());
        Dyndeps dyndeps = root.dyndeps(progress);
        StorePath folder = WorkspaceOptions.base(base, root.variable(WorkspaceOptions.BASE));
        ImmutableMap<String, Compute> computes = ImmutableMap.of(
                target, DatabricksCompute.cluster(target, 1, "{}"),
                serverlessTarget, DatabricksCompute.serverless(serverlessTarget));
        computes.values().forEach(compute -> DatabricksCompute.requireReadable(folder, compute));
        root.leaves(folder, workspace.profile());
        RunPipeline pipeline =
                dyndeps.onDatabricks().create(workspace.profile()).runPipeline();
        ImmutableMap.Builder<String, Ran> runs = ImmutableMap.builder();
        computes.forEach((built, compute) ->
                runs.put(compute.toString(), pipeline.run(request(dyndeps, folder, built, compute), progress)));
        CompareView view = new CompareView(runs.buildOrThrow());
        output.result(root.console(), view::text, view::json);
        return (view.succeeded() ? ExitCode.FINE : ExitCode.FAILED).status();
    }

    private RunPipeline.Request request(Dyndeps dyndeps, StorePath folder, String built, Compute compute) {
        return new RunPipeline.Request(
                new RunPipeline.FromInput(new BuildWheelhouse.Request(
                        input.input,
                        dyndeps.targets().parse(built),
                        input.format(),
                        Optional.empty(),
                        Path.of(""),
                        input.policy())),
                folder,
                compute,
                JobSettings.DEFAULT,
                ImmutableList.copyOf(checks),
                Optional.empty(),
                ImmutableList.of(),
                false);
    }
}
