package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Runs tasks that do as they are told: succeed, fail, or hang until the run is canceled. */
public final class FakeJobRunner implements JobRunner {
    private final Map<TaskKey, Work> works = new EnumMap<>(TaskKey.class);
    private Optional<ValidationReport> report = Optional.empty();
    private final List<JobPlan> submitted = new CopyOnWriteArrayList<>();
    private final List<TaskPlan> started = new CopyOnWriteArrayList<>();

    /** What a task does. */
    @FunctionalInterface
    public interface Work {
        /**
         * @param parameters with the values of their references
         * @return the lines that explain its failure; empty if it succeeds
         */
        String run(ImmutableList<String> parameters);
    }

    /** Fails with this error. */
    public FakeJobRunner failing(TaskKey task, String error) {
        return doing(task, parameters -> error);
    }

    public FakeJobRunner doing(TaskKey task, Work work) {
        works.put(task, work);
        return this;
    }

    /** Does not end by itself. */
    public FakeJobRunner hanging(TaskKey task) {
        return doing(task, HANGS);
    }

    private static final Work HANGS = parameters -> "canceled";

    /** What the load task reports. */
    public FakeJobRunner reporting(ValidationReport found) {
        report = Optional.of(found);
        return this;
    }

    /** What was asked for so far, in order. */
    public ImmutableList<JobPlan> submitted() {
        return ImmutableList.copyOf(submitted);
    }

    /** The tasks that were started so far, in order, with the values of their references. */
    public ImmutableList<TaskPlan> started() {
        return ImmutableList.copyOf(started);
    }

    @Override
    public Submitted submit(JobPlan plan, ProgressListener progress) {
        submitted.add(plan);
        return new Run(plan, progress);
    }

    private static TaskPlan resolved(TaskPlan task, Map<TaskKey, State> states) {
        return task.with(reference -> states.entrySet().stream()
                .filter(ended -> reference.equals("tasks." + ended.getKey() + ".result_state"))
                .findFirst()
                .map(ended -> ended.getValue() == State.SKIPPED
                        ? "upstream_failed"
                        : ended.getValue().name().toLowerCase(Locale.ROOT)));
    }

    private final class Run implements Submitted {
        private final JobPlan plan;
        private final ProgressListener progress;
        private final CountDownLatch canceled = new CountDownLatch(1);
        private final CompletableFuture<JobOutcome> outcome;

        Run(JobPlan plan, ProgressListener progress) {
            this.plan = plan;
            this.progress = progress;
            this.outcome = CompletableFuture.supplyAsync(this::run, command -> new Thread(command, id()).start());
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
                throw new AssertionError("the work of a task threw", e.getCause());
            }
        }

        @Override
        public void cancel() {
            canceled.countDown();
            outcome.handle((done, failed) -> true).join();
        }

        private JobOutcome run() {
            Map<TaskKey, State> states = new EnumMap<>(TaskKey.class);
            ImmutableList.Builder<TaskOutcome> tasks = ImmutableList.builder();
            for (TaskPlan task : plan.tasks()) {
                TaskOutcome ended = run(task, states);
                states.put(task.key(), ended.state());
                tasks.add(ended);
            }
            boolean loaded = started.stream().anyMatch(task -> task.key() == TaskKey.LOAD_AND_VALIDATE);
            return new JobOutcome(tasks.build(), loaded ? report : Optional.empty());
        }

        private TaskOutcome run(TaskPlan task, Map<TaskKey, State> states) {
            if (canceled.getCount() == 0) {
                return new TaskOutcome(task.key(), State.CANCELED, 0, "");
            }
            boolean mayStart = task.runIf() == TaskPlan.RunIf.ALL_DONE
                    || task.dependsOn().stream().allMatch(key -> states.get(key) == State.SUCCESS);
            if (!mayStart) {
                return new TaskOutcome(task.key(), State.SKIPPED, 0, "");
            }
            progress.stage(task.key().key(), "on " + plan.job().compute());
            TaskPlan resolved = resolved(task, states);
            started.add(resolved);
            Work work = works.getOrDefault(task.key(), parameters -> "");
            if (work == HANGS) {
                Uninterruptibles.awaitUninterruptibly(canceled);
                return new TaskOutcome(task.key(), State.CANCELED, 1, "");
            }
            String error = work.run(resolved.parameters());
            return new TaskOutcome(task.key(), error.isEmpty() ? State.SUCCESS : State.FAILED, 1, error);
        }
    }
}
