package dev.dyndeps.adapter.databricks.jobs;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.adapter.databricks.jobs.RunView.TaskView;
import dev.dyndeps.domain.UserError;
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
import dev.dyndeps.port.RemoteError;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A run under way, watched by a thread of its own. */
final class DatabricksRun implements JobRunner.Submitted {
    private final JobPlan plan;
    private final RunService service;
    private final long run;
    private final String page;
    private final RunNotes notes;
    private final TaskEnds ends;

    private final CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean canceled;

    // Belong to the watching thread.
    private final Map<TaskKey, TaskOutcome> ended = new EnumMap<>(TaskKey.class);
    private final Set<Long> heard = new HashSet<>();
    private Optional<ValidationReport> report = Optional.empty();

    /** @param page where a person can look at the run */
    DatabricksRun(JobPlan plan, RunService service, long run, String page, ProgressListener progress) {
        this.plan = plan;
        this.service = service;
        this.run = run;
        this.page = page;
        this.notes = new RunNotes(plan, progress, service.pace());
        this.ends = new TaskEnds(plan);
    }

    DatabricksRun started() {
        Thread thread = new Thread(this::watch, "run " + run);
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    @Override
    public String id() {
        return page;
    }

    @Override
    public JobOutcome await() {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the run " + page);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        }
    }

    /** The thread may have been interrupted, for that is how one gets here; the requests of this must go out all the same. */
    @Override
    public void cancel() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!outcome.isDone() || outcome.isCompletedExceptionally()) {
                canceled = true;
                cancelOrSay();
                wake.release();
                outcome.handle((done, failed) -> true).join();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void cancelOrSay() {
        try {
            cancelAndWait();
        } catch (UserError | RemoteError e) {
            throw new RemoteError(
                    "the run " + page + " may go on: " + e.getMessage(),
                    "Cancel it on its page; when it has ended, " + cleanUp(),
                    e);
        }
    }

    private void cancelAndWait() {
        Duration patience = service.pace().ending();
        Instant until = service.pace().clock().instant().plus(patience);
        service.patiently("canceling the run", page, patience, this::hearOutage, () -> {
            if (!service.view(run).status().hasEnded()) {
                service.cancel(run);
            }
            return true;
        });
        wake.release();
        Duration interval = service.pace().shortest();
        while (!look(patience).status().hasEnded()) {
            if (service.pace().clock().instant().isAfter(until)) {
                throw new RemoteError(
                        "it was canceled and still works after " + patience.toSeconds() + " seconds",
                        "Wait for its end");
            }
            Uninterruptibles.sleepUninterruptibly(interval);
            interval = service.pace().after(interval);
        }
    }

    private void watch() {
        try {
            outcome.complete(toTheEnd());
        } catch (RuntimeException | Error e) {
            outcome.completeExceptionally(e);
        }
    }

    private JobOutcome toTheEnd() {
        Duration interval = service.pace().shortest();
        while (true) {
            RunView seen = lookOrLose();
            hear(seen);
            if (seen.status().hasEnded()) {
                return outcome(seen.status());
            }
            pause(interval);
            interval = service.pace().after(interval);
        }
    }

    private JobOutcome outcome(Status end) {
        ImmutableList.Builder<TaskOutcome> tasks = ImmutableList.builder();
        for (TaskPlan task : plan.job().tasks()) {
            tasks.add(ended.computeIfAbsent(task.key(), key -> ends.unknown(key, end, canceled)));
        }
        return new JobOutcome(tasks.build(), report);
    }

    private void hear(RunView seen) {
        if (seen.status().state().equals("QUEUED")) {
            notes.queued(seen.status());
            return;
        }
        for (TaskPlan planned : plan.job().tasks()) {
            seen.task(planned.key().key()).ifPresent(task -> {
                if (task.status().hasEnded()) {
                    hearOfEnd(planned.key(), task);
                } else {
                    notes.hear(task);
                }
            });
        }
    }

    /** A task that is tried again ends more than once; its last end counts. */
    private void hearOfEnd(TaskKey key, TaskView task) {
        if (!heard.add(task.run())) {
            return;
        }
        TaskOutput output = task.status().end() == State.SKIPPED ? TaskOutput.NONE : output(key, task);
        TaskOutcome end = ends.judge(key, task, output, canceled);
        if (key == TaskKey.LOAD_AND_VALIDATE) {
            report = output.report();
        }
        ended.put(key, end);
        notes.ended(end, output);
    }

    /** Without its output a task's end is still its end. */
    private TaskOutput output(TaskKey key, TaskView task) {
        try {
            return service.patiently(
                    "reading the output of " + key,
                    page,
                    service.pace().outage(),
                    this::hearOutage,
                    () -> service.output(task.run()));
        } catch (UserError | RemoteError e) {
            notes.note(key + ": its output cannot be had: " + e.getMessage());
            return TaskOutput.NONE;
        }
    }

    private RunView lookOrLose() {
        try {
            return look(service.pace().outage());
        } catch (UserError | RemoteError e) {
            throw new RemoteError(
                    "the run " + page + " goes on, but can no longer be watched: " + e.getMessage(),
                    "Look at its page; when it has ended, " + cleanUp(),
                    e);
        }
    }

    private RunView look(Duration patience) {
        return service.patiently("watching the run", page, patience, this::hearOutage, () -> service.view(run));
    }

    private void hearOutage(RuntimeException outage) {
        notes.note("no answer, trying again while the run goes on: " + outage.getMessage());
    }

    private String cleanUp() {
        return "remove what it left with: dyndeps clean --base " + plan.paths().base()
                + service.api()
                        .connection()
                        .profile()
                        .map(name -> " --profile " + name)
                        .orElse("");
    }

    private void pause(Duration interval) {
        try {
            if (wake.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
