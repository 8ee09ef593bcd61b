package dev.dyndeps.cli;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.application.DeployJobs;
import dev.dyndeps.application.DeployJobs.DeployedAll;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DatabricksCompute;
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
        name = "deploy",
        description =
                "Creates or updates the jobs that stay in a Databricks workspace: dynamic_deps_cluster for an input of"
                        + " yours, and test_pure_python, test_packaged, test_existing_wheels, test_mixed, test_nested, each of which"
                        + " runs an example.",
        footer = {
            "",
            "Example: dyndeps deploy --dry-run",
            "Example: dyndeps deploy --serverless --base /Volumes/main/default/dyndeps --only test_pure_python"
        },
        mixinStandardHelpOptions = true)
final class DeployCommand implements Callable<Integer> {
    /** Where the jobs keep everything unless a base is given. */
    private static final String DBFS = "dbfs:/FileStore/pyfiles_test";

    private final DyndepsCommand root;

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            arity = "1..*",
            description = "Only these jobs, by their names without _serverless.")
    private List<String> only = List.of();

    @Option(names = "--serverless", description = "The jobs on serverless compute, whose names end in _serverless.")
    private boolean serverless;

    @Option(
            names = "--base",
            paramLabel = "PATH",
            description =
                    "Where the jobs keep their files, and the default of their parameter volume_base_path. Default:"
                            + " DYNDEPS_BASE, else dbfs:/FileStore/pyfiles_test; a Volume for serverless compute.")
    private @Nullable String base;

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "The runtime of the cluster, or the environment of serverless compute. Default: dbr-14.3, or"
                    + " serverless-4.")
    private @Nullable String target;

    @Option(
            names = "--cluster-spec",
            paramLabel = "FILE",
            description = "JSON in the shape of the Jobs API's new_cluster, laid over the job cluster's settings.")
    private @Nullable Path clusterSpec;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "The wheel of this program that the jobs run. Default: the one that runs.")
    private @Nullable Path program;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    private boolean dryRun;

    DeployCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ProgressListener progress = output.progress(root.console());
        Dyndeps dyndeps = root.dyndeps(progress);
        String built = Optional.ofNullable(target)
                .orElse(
                        serverless
                                ? DatabricksCompute.DEFAULT_SERVERLESS_TARGET
                                : DatabricksCompute.DEFAULT_CLUSTER_TARGET);
        Compute compute = serverless
                ? DatabricksCompute.serverless(built)
                : DatabricksCompute.cluster(built, 1, ClusterSpec.read(Optional.ofNullable(clusterSpec)));
        StorePath folder = WorkspaceOptions.base(
                base, root.variable(WorkspaceOptions.BASE).or(() -> serverless ? Optional.empty() : Optional.of(DBFS)));
        DatabricksCompute.requireReadable(folder, compute);
        DeployJobs.Request request = new DeployJobs.Request(
                folder,
                ImmutableSet.copyOf(only),
                compute,
                built,
                Optional.ofNullable(program).orElseGet(dyndeps.program()::wheel),
                dryRun);
        DeployedAll deployed =
                dyndeps.onDatabricks().create(workspace.profile()).deployJobs().run(request, progress);
        DeployView view = new DeployView(deployed, dryRun);
        output.result(root.console(), view::text, view::json);
        return (deployed.complete() ? ExitCode.FINE : ExitCode.USER).status();
    }
}
