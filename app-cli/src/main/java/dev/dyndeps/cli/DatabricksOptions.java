package dev.dyndeps.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DatabricksCompute;
import dev.dyndeps.domain.pipeline.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a run on Databricks is run. */
final class DatabricksOptions {
    private static final String JOB_CLUSTER = "job-cluster";
    private static final String SERVERLESS = "serverless";
    private static final String EXISTING = "cluster:";

    @ArgGroup(validate = false)
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(
            names = "--compute",
            paramLabel = "COMPUTE",
            description = "job-cluster, serverless, or cluster:ID for one that is there. Default: job-cluster.")
    private @Nullable String compute;

    @Option(names = "--workers", paramLabel = "N", description = "Workers of the job cluster. Default: 1.")
    private @Nullable Integer workers;

    @Option(
            names = "--cluster-spec",
            paramLabel = "FILE",
            description =
                    "JSON in the shape of the Jobs API's new_cluster, laid over the job cluster's settings: policy,"
                            + " pool, instance profile, spot, node type, environment variables.")
    private @Nullable Path clusterSpec;

    @Option(
            names = "--run-as",
            paramLabel = "USER",
            description = "The user or service principal that the run acts for.")
    private @Nullable String runAs;

    @Option(
            names = "--permission",
            paramLabel = "USER=LEVEL",
            description = "Who may see or manage the run, such as ann@example.com=CAN_VIEW. Repeatable.")
    private Map<String, String> permissions = Map.of();

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "A tag of the job. Repeatable.")
    private Map<String, String> tags = Map.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "After this time, such as 90m or 2h, the run is cancelled. Default: 2h.")
    private @Nullable String timeout;

    @Option(
            names = "--process",
            paramLabel = "WHERE",
            description = "Where the wheelhouse is built: here, or cluster (as the run's first task). Default: here.")
    private @Nullable String process;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "The wheel of this program for --process cluster. Default: the one that runs.")
    private @Nullable Path program;

    Optional<String> profile() {
        return workspace.profile();
    }

    Optional<Path> program() {
        return Optional.ofNullable(program);
    }

    /** The options that were given, each of which means nothing elsewhere. */
    ImmutableList<String> given() {
        return ImmutableMap.<String, Boolean>builder()
                .put("--profile", workspace.profile != null)
                .put("--compute", compute != null)
                .put("--workers", workers != null)
                .put("--cluster-spec", clusterSpec != null)
                .put("--run-as", runAs != null)
                .put("--permission", !permissions.isEmpty())
                .put("--tag", !tags.isEmpty())
                .put("--timeout", timeout != null)
                .put("--process", process != null)
                .put("--program", program != null)
                .buildOrThrow()
                .entrySet()
                .stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(ImmutableList.toImmutableList());
    }

    boolean processedOnCluster() {
        if (process == null || process.equals("here")) {
            return false;
        }
        if (process.equals("cluster")) {
            return true;
        }
        throw wrong("--process " + process, "there is no such place", "Choose here or cluster");
    }

    /** The target that fits the compute, if the user named none. */
    String target(Optional<String> asked) {
        return asked.orElse(
                SERVERLESS.equals(compute)
                        ? DatabricksCompute.DEFAULT_SERVERLESS_TARGET
                        : DatabricksCompute.DEFAULT_CLUSTER_TARGET);
    }

    /** @param target what the wheelhouse is built for */
    Compute compute(String target) {
        String kind = compute == null ? JOB_CLUSTER : compute;
        if (!kind.equals(JOB_CLUSTER) && (workers != null || clusterSpec != null)) {
            throw wrong(
                    "--compute " + kind,
                    "--workers and --cluster-spec describe a job cluster",
                    "Leave them out, or choose --compute " + JOB_CLUSTER);
        }
        if (kind.equals(JOB_CLUSTER)) {
            return DatabricksCompute.cluster(
                    target, workers == null ? 1 : workers, ClusterSpec.read(Optional.ofNullable(clusterSpec)));
        }
        if (kind.equals(SERVERLESS)) {
            return DatabricksCompute.serverless(target);
        }
        if (kind.startsWith(EXISTING) && kind.length() > EXISTING.length()) {
            return new Compute.ExistingCluster(kind.substring(EXISTING.length()));
        }
        throw wrong("--compute " + kind, "there is no such compute", "Choose job-cluster, serverless or cluster:ID");
    }

    JobSettings settings() {
        return new JobSettings(
                Optional.ofNullable(runAs),
                ImmutableMap.copyOf(permissions),
                ImmutableMap.copyOf(tags),
                timeout == null ? JobSettings.DEFAULT.timeout() : duration(timeout),
                JobSettings.DEFAULT.maxConcurrentRuns());
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse("PT" + Ascii.toUpperCase(text));
            if (duration.compareTo(Duration.ZERO) > 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw wrong("--timeout " + text, "this is no time", "Give one such as 90m or 2h");
    }

    private static UserError wrong(String where, String what, String next) {
        return new UserError(Code.OPTION_INVALID, where, what, next);
    }
}
