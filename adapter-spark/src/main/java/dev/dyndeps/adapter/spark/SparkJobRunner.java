package dev.dyndeps.adapter.spark;

import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.port.Workspaces;
import java.nio.file.Path;

/**
 * Runs a job's tasks as processes of this machine: the Spark application on {@code local[N]}, on
 * {@code local-cluster[WORKERS,CORES,MEGABYTES]}, whose workers are processes of their own, or on a standalone cluster.
 *
 * <p>Each application has a temporary folder for all that it writes and binds to the loopback address where its master is
 * on this machine; so many may run at once. What a task prints becomes notes, as it comes. The log of Spark itself is kept
 * only of a task that fails.
 */
public final class SparkJobRunner implements JobRunner {
    private final ProcessRunner processes;
    private final PysparkEnvironments environments;
    private final Variables variables;
    private final Workspaces workspaces;
    private final Path logs;
    private final TaskScripts scripts;

    /**
     * @param variables what the tasks get to see, without those that would change Python or Spark
     * @param logs where the logs of failed tasks are kept; made if missing
     */
    public SparkJobRunner(
            ProcessRunner processes,
            PysparkEnvironments environments,
            Variables variables,
            Workspaces workspaces,
            Path logs,
            TaskScripts scripts) {
        this.processes = processes;
        this.environments = environments;
        this.variables = variables;
        this.workspaces = workspaces;
        this.logs = logs;
        this.scripts = scripts;
    }

    /** Makes the environment with pyspark first, if there is none yet for the plan's Python. */
    @Override
    public Submitted submit(JobPlan plan, ProgressListener progress) {
        if (!(plan.job().compute() instanceof Compute.SparkMaster compute)) {
            throw new IllegalArgumentException("no Spark master: " + plan.job().compute());
        }
        SparkMaster master = SparkMaster.parse(compute.master());
        Interpreter interpreter = environments.interpreter(compute.python());
        master.requireReachable();
        ManagedEnvironment environment = environments.get(interpreter, progress);
        TaskProcess process =
                new TaskProcess(variables, environment, master, plan.job().name());
        return new JobRun(plan, process, scripts, processes, workspaces, logs, progress).started();
    }
}
