package dev.dyndeps.emulator.jobs.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.spark.PysparkEnvironments;
import dev.dyndeps.emulator.jobs.engine.TaskExecutor;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.Compute;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries out Python tasks as processes of this machine, with the Python of the runtime that they ask for. */
public final class PythonTasks implements TaskExecutor {
    private static final long LAST_WORDS_MILLIS = 15_000;

    private final ProcessRunner processes = new ProcessRunner();
    private final Workspaces workspaces;
    private final Network network;
    private final Secrets secrets;
    private final Mounts mounts;
    private final PysparkEnvironments environments;
    private final ConnectServers servers;
    private final Workspace own;
    private final Map<String, Workspace> nodes = new ConcurrentHashMap<>();
    private final Set<TaskAttempt> attempts = ConcurrentHashMap.newKeySet();

    /**
     * @param root the folder of the workspace's files
     * @param cache where the Python environments are kept
     * @param workspaces for all else that is written
     */
    public PythonTasks(Path root, Path cache, Workspaces workspaces, Network network, Secrets secrets) {
        this.workspaces = workspaces;
        this.network = network;
        this.secrets = secrets;
        this.mounts = new Mounts(root.toAbsolutePath().normalize());
        ManagedEnvironments managed = new ManagedEnvironments(processes, Variables.inherited(), cache);
        this.environments = new PysparkEnvironments(Interpreters.ofThisMachine(processes), managed);
        this.servers = new ConnectServers(environments, managed, processes, workspaces, clean());
        this.own = workspaces.open();
    }

    /** What every process of the workspace sees; nothing of ours but where programs are. */
    private Variables clean() {
        return network.variables()
                .with(ImmutableMap.of(
                        "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "LANG", "C.UTF-8",
                        "PYTHONUNBUFFERED", "1"));
    }

    @Override
    public Execution start(TaskOrder order, Progress progress) {
        TaskAttempt attempt = new TaskAttempt(order, progress, this::command, processes, workspaces, secrets);
        attempts.removeIf(TaskAttempt::isDone);
        attempts.add(attempt);
        return attempt.started();
    }

    private Command command(TaskOrder order, TaskFolder folder) throws IOException, CannotStart {
        folder.make(order);
        Spark.Access access = access(order, folder.root());
        Path script = access.mounts().script(order.pythonFile());
        Variables variables = clean().with(node(order.clusterId()).variables())
                .with(sparkEnvVars(order.compute()))
                .with(access.variables().values())
                .with(folder.variables())
                .with("PYTHONPATH", folder.modules().toString())
                .with("DYNDEPS_FUSE_ROOT", access.mounts().root().toString());
        String python = access.python().python().toString();
        return Command.of(
                        variables.with(
                                "PATH",
                                Path.of(python).getParent() + ":"
                                        + variables.get("PATH").orElse("")),
                        ImmutableList.<String>builder()
                                .add(python, folder.launcher().toString())
                                .add(folder.result().toString(), order.pythonFile(), script.toString())
                                .addAll(order.parameters())
                                .build())
                .in(folder.root());
    }

    private Spark.Access access(TaskOrder order, Path folder) throws IOException, CannotStart {
        Optional<ClusterSpec> cluster = cluster(order.compute());
        if (cluster.isEmpty() || cluster.get().isStandardAccessMode()) {
            Mounts seen = mounts.withoutDbfs(own.folder().resolve("without-dbfs"));
            return new ConnectedSpark(servers, seen).prepare(order, runtime(order.compute()), folder);
        }
        return new OwnSpark(environments, mounts, cluster.get().workers())
                .prepare(order, runtime(order.compute()), folder);
    }

    private static RuntimeVersion runtime(Compute compute) {
        return compute instanceof Compute.Serverless serverless
                ? RuntimeVersion.of(serverless.environment())
                : RuntimeVersion.of(cluster(compute).orElseThrow());
    }

    private static Optional<ClusterSpec> cluster(Compute compute) {
        if (compute instanceof Compute.JobCluster shared) {
            return Optional.of(shared.spec());
        }
        if (compute instanceof Compute.OwnCluster single) {
            return Optional.of(single.spec());
        }
        return compute instanceof Compute.ExistingCluster existing ? Optional.of(existing.spec()) : Optional.empty();
    }

    private Map<String, String> sparkEnvVars(Compute compute) throws CannotStart {
        ImmutableMap.Builder<String, String> resolved = ImmutableMap.builder();
        for (Map.Entry<String, String> variable : cluster(compute)
                .map(ClusterSpec::sparkEnvVars)
                .orElse(ImmutableMap.of())
                .entrySet()) {
            resolved.put(variable.getKey(), secrets.resolve(variable.getValue()));
        }
        return resolved.buildOrThrow();
    }

    private Node node(String clusterId) {
        return new Node(
                nodes.computeIfAbsent(clusterId, id -> workspaces.open()).folder());
    }

    @Override
    public void release(String clusterId) {
        Optional.ofNullable(nodes.remove(clusterId)).ifPresent(Workspace::close);
    }

    @Override
    public void close() {
        attempts.forEach(TaskAttempt::cancel);
        servers.close();
        try {
            for (TaskAttempt attempt : attempts) {
                attempt.join(LAST_WORDS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ImmutableList.copyOf(nodes.keySet()).forEach(this::release);
        own.close();
    }
}
