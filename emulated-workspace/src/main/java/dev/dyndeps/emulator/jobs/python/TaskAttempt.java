package dev.dyndeps.emulator.jobs.python;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.RunningProcess;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.emulator.jobs.engine.TaskEnd;
import dev.dyndeps.emulator.jobs.engine.TaskExecutor;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import dev.dyndeps.emulator.jobs.engine.TerminationCode;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.util.Optional;

/** One task under way, on a thread of its own. */
final class TaskAttempt implements TaskExecutor.Execution {
    /** Prepares a task's process. */
    @FunctionalInterface
    interface Preparation {
        Command command(TaskOrder order, TaskFolder folder) throws IOException, CannotStart;
    }

    private final TaskOrder order;
    private final TaskExecutor.Progress progress;
    private final Preparation preparation;
    private final ProcessRunner processes;
    private final Workspaces workspaces;
    private final Secrets secrets;
    private final Thread thread;

    private final Object lock = new Object();
    private boolean canceled; // guarded by lock, as are the next two
    private Optional<RunningProcess> running = Optional.empty();
    private Optional<Thread> ending = Optional.empty();

    TaskAttempt(
            TaskOrder order,
            TaskExecutor.Progress progress,
            Preparation preparation,
            ProcessRunner processes,
            Workspaces workspaces,
            Secrets secrets) {
        this.order = order;
        this.progress = progress;
        this.preparation = preparation;
        this.processes = processes;
        this.workspaces = workspaces;
        this.secrets = secrets;
        this.thread = new Thread(this::run, "task " + order.taskKey() + " of run " + order.runId());
        thread.setDaemon(true);
    }

    TaskAttempt started() {
        thread.start();
        return this;
    }

    @Override
    public void cancel() {
        synchronized (lock) {
            canceled = true;
            if (ending.isEmpty()) {
                // Ending a process takes seconds if it does not want to.
                ending = running.map(process -> new Thread(process::close, "end of " + thread.getName()));
                ending.ifPresent(Thread::start);
            }
        }
    }

    /** Whether its thread has ended. */
    boolean isDone() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Waits until nothing of it is left. */
    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    private void run() {
        TaskEnd end;
        try {
            end = execute();
        } catch (CannotStart e) {
            end = e.end();
        } catch (UserError e) {
            end = broken(e.where() + ": " + e.what() + ". " + e.next());
        } catch (ToolError e) {
            end = broken(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            end = TaskEnd.broken(TerminationCode.INTERNAL_ERROR, "The emulated workspace failed: " + e);
        }
        progress.ended(end);
    }

    private static TaskEnd broken(String message) {
        return TaskEnd.broken(TerminationCode.CLUSTER_ERROR, "The cluster could not be started: " + message);
    }

    private TaskEnd execute() throws IOException, CannotStart {
        try (Workspace workspace = workspaces.open()) {
            TaskFolder folder = new TaskFolder(workspace.folder());
            Command command = preparation.command(order, folder).heardBy((source, line) -> {
                // The JVM says so at each start, whatever its log's level is.
                if (!line.startsWith("WARNING: Using incubator modules")) {
                    progress.line(secrets.redact(line));
                }
            });
            Optional<ProcessResult> result = toTheEnd(command);
            return result.isEmpty()
                    ? TaskEnd.broken(TerminationCode.CANCELED, "")
                    : folder.end(result.get().exitCode(), secrets);
        }
    }

    /** Empty if it was cancelled before it could start. */
    private Optional<ProcessResult> toTheEnd(Command command) {
        RunningProcess started;
        synchronized (lock) {
            if (canceled) {
                return Optional.empty();
            }
            started = processes.start(command);
            running = Optional.of(started);
        }
        progress.running();
        try (started) {
            ProcessResult result = started.await();
            synchronized (lock) {
                running = Optional.empty();
            }
            // Only then all that it started has ended, too.
            ending.ifPresent(Uninterruptibles::joinUninterruptibly);
            return Optional.of(result);
        }
    }
}
