package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.dyndeps.emulator.jobs.model.Refusal;
import dev.dyndeps.emulator.jobs.model.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * All runs of the workspace, from their start to their end. Whatever happens (a run is asked for, a task ends, time passes)
 * leads to {@link #advance}, which moves on all that can move.
 */
public final class Runs implements AutoCloseable {
    private final TaskExecutor executor;
    private final Timers timers;
    private final LongSupplier ids;
    private final JobFaults faults;
    private final Clusters clusters;

    private final Map<Long, Run> runs = new LinkedHashMap<>(); // guarded by this, as are all below
    private final Map<Long, TaskRun> taskRuns = new HashMap<>();
    private final Map<Long, Run> runsOfTasks = new HashMap<>();
    private final Map<String, Long> tokens = new HashMap<>();
    private boolean advancing;
    private boolean again;

    /**
     * @param ids a new one each time, for runs and clusters
     * @param slots how many clusters there may be at once
     */
    public Runs(TaskExecutor executor, Timers timers, LongSupplier ids, int slots, JobFaults faults) {
        this.executor = executor;
        this.timers = timers;
        this.ids = ids;
        this.faults = faults;
        this.clusters = new Clusters(slots, faults, ids);
    }

    /**
     * Starts a run, or finds the one that has this token.
     *
     * @throws Refusal if the run of this token was deleted
     */
    public synchronized long start(RunRequest request) {
        Optional<Long> known = request.token().flatMap(token -> Optional.ofNullable(tokens.get(token)));
        if (known.isPresent()) {
            return run(known.get()).id;
        }
        Run run = new Run(ids.getAsLong(), request.jobId().orElseGet(ids), request, timers.now());
        request.settings().tasks().forEach(task -> attempt(run, task, 0));
        runs.put(run.id, run);
        request.token().ifPresent(token -> tokens.put(token, run.id));
        if (!mayBeActive(run) && !request.settings().queued()) {
            end(
                    run,
                    new Termination(
                            Result.MAXIMUM_CONCURRENT_RUNS_REACHED,
                            TerminationCode.MAX_CONCURRENT_RUNS_EXCEEDED,
                            "The maximum number of active runs of this job was reached."));
        }
        later(request.settings().timeout(), () -> run.doom(Termination.TIMED_OUT, timers.now()));
        advance();
        return run.id;
    }

    /** @throws Refusal if there is no run of this id, neither of a job nor of a task */
    public synchronized RunView get(long id) {
        return run(runsOfTasks.containsKey(id) ? runsOfTasks.get(id).id : id).view();
    }

    /** The task run of this id; empty if it is none of a task. */
    public synchronized Optional<TaskView> task(long id) {
        return Optional.ofNullable(taskRuns.get(id)).map(TaskRun::view);
    }

    /** All runs, the newest first. */
    public synchronized ImmutableList<RunView> list() {
        return Lists.reverse(new ArrayList<>(runs.values())).stream()
                .map(Run::view)
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * What a task wrote.
     *
     * @param id a task run's, or that of a run with a single task
     * @throws Refusal if there is none, or if it is a run of several tasks
     */
    public synchronized TaskOutput output(long id) {
        if (taskRuns.containsKey(id)) {
            return taskRuns.get(id).output();
        }
        List<TaskRun> tasks = run(id).tasks();
        if (tasks.size() > 1) {
            throw Refusal.invalid("Retrieving the output of runs with multiple tasks is not supported. Please retrieve"
                    + " the output of each individual task run instead.");
        }
        return tasks.get(0).output();
    }

    /** Asks a run, or the run of one task, to end; one that has ended is left as it is. */
    public synchronized void cancel(long id) {
        if (taskRuns.containsKey(id)) {
            taskRuns.get(id).doom(Termination.CANCELED, timers.now());
        } else {
            run(id).doom(Termination.CANCELED, timers.now());
        }
        advance();
    }

    /** @throws Refusal if it has not ended */
    public synchronized void delete(long id) {
        Run run = run(id);
        if (!run.hasEnded()) {
            throw Refusal.invalid("Run " + id + " cannot be deleted: it is still active");
        }
        runs.remove(id);
        run.tasks().forEach(task -> {
            taskRuns.remove(task.id);
            runsOfTasks.remove(task.id);
        });
    }

    private Run run(long id) {
        return Optional.ofNullable(runs.get(id)).orElseThrow(() -> Refusal.invalid("Run " + id + " does not exist."));
    }

    private void attempt(Run run, TaskSpec spec, int number) {
        TaskRun task = new TaskRun(ids.getAsLong(), spec, number);
        run.put(task);
        taskRuns.put(task.id, task);
        runsOfTasks.put(task.id, run);
    }

    private boolean mayBeActive(Run run) {
        long active = runs.values().stream()
                .filter(other -> other != run && other.jobId == run.jobId && !other.hasEnded() && !other.isQueued())
                .count();
        return active < run.request.settings().maxConcurrentRuns();
    }

    private synchronized void advance() {
        again = true;
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            while (again) {
                again = false;
                ImmutableList.copyOf(runs.values()).stream()
                        .filter(run -> !run.hasEnded())
                        .forEach(this::advance);
            }
        } finally {
            advancing = false;
        }
    }

    private void advance(Run run) {
        if (run.isQueued() && run.doom().isEmpty()) {
            if (!mayBeActive(run)) {
                return;
            }
            run.admitted();
        }
        run.tasks().stream().filter(TaskRun::isWaiting).forEach(task -> {
            retry(run);
            advance(run, task);
        });
        retry(run);
        clusters.release(run).forEach(executor::release);
        if (run.tasks().stream().allMatch(TaskRun::hasEnded)) {
            end(
                    run,
                    run.doom()
                            .orElseGet(
                                    () -> LeafRule.judge(run.request.settings().tasks(), run.ends())));
            executor.release("serverless-" + run.id);
        }
    }

    private void advance(Run run, TaskRun task) {
        if (task.spec.dependsOn().stream().anyMatch(key -> !run.task(key).hasEnded())) {
            return;
        }
        Optional<Termination> skipped = StartRule.skips(task.spec.runIf(), run.resultsBefore(task.spec));
        if (skipped.isPresent()) {
            task.ended(skipped.get(), timers.now());
            again = true;
            return;
        }
        task.pending(timers.now());
        clusters.get(run, task).ifPresent(cluster -> {
            launch(run, task, cluster);
            again = true;
        });
    }

    private void launch(Run run, TaskRun task, String cluster) {
        if (faults.takeInternalError(task.spec.key())) {
            task.ended(
                    TaskEnd.broken(TerminationCode.INTERNAL_ERROR, "Unexpected failure while running the task"),
                    timers.now());
            return;
        }
        ImmutableList.Builder<String> parameters = ImmutableList.builder();
        try {
            References references = run.references(task);
            for (String parameter : task.spec.parameters()) {
                parameters.add(references.resolve(parameter));
            }
        } catch (References.Unresolved e) {
            task.ended(
                    TaskEnd.broken(TerminationCode.INVALID_RUN_CONFIGURATION, String.valueOf(e.getMessage())),
                    timers.now());
            return;
        }
        task.launched(cluster, parameters.build());
        later(task.spec.timeout(), () -> task.doom(Termination.TIMED_OUT, timers.now()));
        TaskOrder order = new TaskOrder(
                run.id,
                task.spec.key(),
                task.spec.pythonFile(),
                parameters.build(),
                task.spec.compute(),
                cluster,
                run.values());
        Optional<Duration> delay = faults.takeDelay(task.spec.key());
        if (delay.isEmpty()) {
            execute(run, task, order);
            return;
        }
        task.running(timers.now());
        later(delay.get(), () -> {
            if (!task.hasEnded()) {
                execute(run, task, order);
            }
        });
    }

    private void execute(Run run, TaskRun task, TaskOrder order) {
        task.executes(executor.start(order, new Hearing(run, task)));
    }

    private void later(Duration delay, Runnable action) {
        if (!delay.isZero()) {
            timers.after(delay, () -> {
                synchronized (this) {
                    action.run();
                    advance();
                }
            });
        }
    }

    /** Tries once more what failed and may be tried. */
    private void retry(Run run) {
        for (TaskRun task : run.tasks()) {
            boolean failed = task.termination()
                    .filter(how -> how.result() == Result.FAILED)
                    .isPresent();
            if (failed && task.attempt < task.spec.maxRetries() && run.doom().isEmpty()) {
                attempt(run, task.spec, task.attempt + 1);
                again = true;
            }
        }
    }

    private void end(Run run, Termination how) {
        run.tasks().forEach(task -> task.ended(how, timers.now()));
        run.ended(how, timers.now());
        again = true;
    }

    /** Ends all that runs, with what was started for it. */
    @Override
    public void close() {
        synchronized (this) {
            runs.values().forEach(run -> run.doom(Termination.CANCELED, timers.now()));
        }
        executor.close();
    }

    /** What a task's execution says goes to the task, under the lock. */
    private final class Hearing implements TaskExecutor.Progress {
        private final Run run;
        private final TaskRun task;

        Hearing(Run run, TaskRun task) {
            this.run = run;
            this.task = task;
        }

        @Override
        public void running() {
            synchronized (Runs.this) {
                task.running(timers.now());
            }
        }

        @Override
        public void line(String line) {
            task.log.add(line);
        }

        @Override
        public void ended(TaskEnd end) {
            synchronized (Runs.this) {
                if (!run.hasEnded()) {
                    task.ended(end, timers.now());
                    advance();
                }
            }
        }
    }
}
