package dev.dyndeps.adapter.spark;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.ReportReader;
import dev.dyndeps.adapter.python.RunningProcess;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.JobOutcome.TaskOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.TaskPlan;
import dev.dyndeps.domain.pipeline.ValidationReport;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One run of a job: a thread that starts the tasks' processes one after the other. */
final class JobRun implements JobRunner.Submitted {
    private final JobPlan plan;
    private final TaskProcess process;
    private final TaskScripts scripts;
    private final ProcessRunner processes;
    private final Workspaces workspaces;
    private final Path logs;
    private final ProgressListener progress;

    private final CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
    private final Map<TaskKey, State> states = new EnumMap<>(TaskKey.class);
    private Optional<ValidationReport> report = Optional.empty();

    private final Object lock = new Object();
    private boolean canceled; // guarded by lock, as is the next
    private Optional<RunningProcess> running = Optional.empty();

    JobRun(
            JobPlan plan,
            TaskProcess process,
            TaskScripts scripts,
            ProcessRunner processes,
            Workspaces workspaces,
            Path logs,
            ProgressListener progress) {
        this.plan = plan;
        this.process = process;
        this.scripts = scripts;
        this.processes = processes;
        this.workspaces = workspaces;
        this.logs = logs;
        this.progress = progress;
    }

    JobRun started() {
        Thread thread = new Thread(this::run, "run " + id());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    @Override
    public String id() {
        return plan.paths().run().toString();
    }

    @Override
    public JobOutcome await() {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the run " + id());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void cancel() {
        Optional<RunningProcess> current;
        synchronized (lock) {
            canceled = true;
            current = running;
        }
        current.ifPresent(RunningProcess::close);
        try {
            Uninterruptibles.getUninterruptibly(outcome);
        } catch (ExecutionException ended) {
            // Whoever awaits the run hears of it; here it only matters that nothing works any more.
        }
    }

    private void run() {
        try {
            ImmutableList.Builder<TaskOutcome> tasks = ImmutableList.builder();
            for (TaskPlan task : plan.tasks()) {
                TaskOutcome ended = run(task);
                states.put(task.key(), ended.state());
                tasks.add(ended);
            }
            outcome.complete(new JobOutcome(tasks.build(), report));
        } catch (RuntimeException | IOException | Error e) {
            outcome.completeExceptionally(e instanceof IOException io ? new UncheckedIOException(io) : e);
        }
    }

    private TaskOutcome run(TaskPlan task) throws IOException {
        if (isCanceled()) {
            return new TaskOutcome(task.key(), State.CANCELED, 0, "");
        }
        if (!mayStart(task)) {
            return new TaskOutcome(task.key(), State.SKIPPED, 0, "");
        }
        progress.stage(task.key().key(), "on " + plan.job().compute());
        List<String> parameters = ResultStates.putInto(task, states).parameters();
        long start = System.nanoTime();
        try (Workspace workspace = workspaces.open()) {
            SparkFolder folder = new SparkFolder(workspace.folder());
            Command command = process.command(task.key(), scripts.text(task.key()), parameters, folder, progress);
            Optional<ProcessResult> result = runToTheEnd(command);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (task.key() == TaskKey.LOAD_AND_VALIDATE) {
                report = ReportReader.read(folder.report());
            }
            if (isCanceled() || result.isEmpty()) {
                return new TaskOutcome(task.key(), State.CANCELED, seconds, "");
            }
            return result.get().ok()
                    ? new TaskOutcome(task.key(), State.SUCCESS, seconds, "")
                    : new TaskOutcome(task.key(), State.FAILED, seconds, error(task.key(), folder, result.get()));
        }
    }

    private boolean mayStart(TaskPlan task) {
        return switch (task.runIf()) {
            case ALL_DONE -> true;
            case ALL_SUCCESS -> task.dependsOn().stream().allMatch(key -> states.get(key) == State.SUCCESS);
        };
    }

    /** Empty if the run was canceled before it could start. */
    private Optional<ProcessResult> runToTheEnd(Command command) {
        RunningProcess started;
        synchronized (lock) {
            if (canceled) {
                return Optional.empty();
            }
            started = processes.start(command);
            running = Optional.of(started);
        }
        try (started) {
            return Optional.of(started.await());
        } finally {
            synchronized (lock) {
                running = Optional.empty();
            }
        }
    }

    private boolean isCanceled() {
        synchronized (lock) {
            return canceled;
        }
    }

    private String error(TaskKey key, SparkFolder folder, ProcessResult result) {
        String explained = ErrorLines.of(result, process.script(key, folder));
        folder.keepLog(logs.resolve("spark-" + id() + ".log"))
                .ifPresent(log -> progress.note("The log of Spark is in " + log));
        return explained.isEmpty() ? "ended with exit code " + result.exitCode() : explained;
    }
}
