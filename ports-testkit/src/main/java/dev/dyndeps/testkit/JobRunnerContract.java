package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.JobOutcome.TaskOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.TaskPlan;
import dev.dyndeps.domain.pipeline.TaskPlan.RunIf;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.JobRunner.Submitted;
import dev.dyndeps.port.ProgressListener;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What every {@link JobRunner} does. Its tasks are {@code process} and {@code cleanup}, which need no Spark. */
public abstract class JobRunnerContract {
    private static final ImmutableList<TaskKey> FIRST = ImmutableList.of();
    private static final ImmutableList<TaskKey> AFTER_PROCESS = ImmutableList.of(TaskKey.PROCESS);

    private static final RunPaths PATHS = new RunPaths(StorePath.of("/base"), RunId.of(new UUID(1, 2)));

    /** What the task {@code process} shall do; {@code cleanup} succeeds. */
    protected enum Behaviour {
        SUCCEED,
        /** With the text {@code boom} in its error. */
        FAIL,
        /** Never ends by itself. */
        HANG
    }

    protected abstract JobRunner runner(Behaviour process);

    /** Where its tasks run. */
    protected abstract Compute compute();

    /** The tasks that were started in this test, in order, as {@code key [parameter, parameter]}. */
    protected abstract ImmutableList<String> ran();

    @Test
    void the_tasks_run_in_their_order_with_their_parameters() {
        JobOutcome outcome = run(
                Behaviour.SUCCEED,
                task(TaskKey.PROCESS, FIRST, RunIf.ALL_SUCCESS, "a", "b c"),
                task(TaskKey.CLEANUP, AFTER_PROCESS, RunIf.ALL_SUCCESS));

        assertThat(ran()).containsExactly("process [a, b c]", "cleanup []");
        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.tasks()).extracting(TaskOutcome::key).containsExactly(TaskKey.PROCESS, TaskKey.CLEANUP);
        assertThat(outcome.tasks())
                .allSatisfy(task -> assertThat(task.seconds()).isPositive())
                .allSatisfy(task -> assertThat(task.error()).isEmpty());
        assertThat(outcome.report()).isEmpty();
    }

    @Test
    void a_failed_task_is_part_of_the_outcome_with_what_explains_it() {
        JobOutcome outcome = run(Behaviour.FAIL, task(TaskKey.PROCESS, FIRST, RunIf.ALL_SUCCESS));

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.tasks().get(0).state()).isEqualTo(State.FAILED);
        assertThat(outcome.tasks().get(0).error()).contains("boom");
    }

    @Test
    void a_task_that_needs_a_failed_one_is_skipped() {
        JobOutcome outcome = run(
                Behaviour.FAIL,
                task(TaskKey.PROCESS, FIRST, RunIf.ALL_SUCCESS),
                task(TaskKey.CLEANUP, AFTER_PROCESS, RunIf.ALL_SUCCESS));

        assertThat(ran()).containsExactly("process []");
        assertThat(outcome.tasks().get(1)).isEqualTo(new TaskOutcome(TaskKey.CLEANUP, State.SKIPPED, 0, ""));
    }

    @Test
    void a_task_that_runs_in_any_case_is_told_how_the_others_ended() {
        JobOutcome outcome = run(Behaviour.FAIL, processAndToldCleanup());

        assertThat(ran()).containsExactly("process []", "cleanup [--state, failed]");
        assertThat(outcome.tasks()).extracting(TaskOutcome::state).containsExactly(State.FAILED, State.SUCCESS);
    }

    @Test
    void a_task_is_told_that_the_others_succeeded() {
        run(Behaviour.SUCCEED, processAndToldCleanup());

        assertThat(ran()).containsExactly("process []", "cleanup [--state, success]");
    }

    @Test
    void each_task_that_starts_is_a_stage() {
        RecordingProgress progress = new RecordingProgress();

        runner(Behaviour.SUCCEED)
                .submit(plan(processAndToldCleanup()), progress)
                .await();

        assertThat(progress.stages()).containsSubsequence("process", "cleanup");
    }

    @Test
    void the_outcome_can_be_asked_for_again() {
        Submitted run = runner(Behaviour.FAIL)
                .submit(plan(task(TaskKey.PROCESS, FIRST, RunIf.ALL_SUCCESS)), ProgressListener.NONE);

        assertThat(run.await()).isEqualTo(run.await());
    }

    @Test
    void a_canceled_run_ends_and_starts_nothing_more() {
        CountDownLatch started = new CountDownLatch(1);
        Submitted run =
                runner(Behaviour.HANG).submit(plan(processAndToldCleanup()), new Starts(TaskKey.PROCESS, started));
        Uninterruptibles.awaitUninterruptibly(started);

        run.cancel();
        run.cancel();

        assertThat(run.await().tasks()).extracting(TaskOutcome::state).containsOnly(State.CANCELED);
        assertThat(ran()).doesNotContain("cleanup [--state, canceled]");
    }

    @Test
    void a_run_that_has_ended_is_not_changed_by_a_cancel() {
        Submitted run = runner(Behaviour.SUCCEED)
                .submit(plan(task(TaskKey.PROCESS, FIRST, RunIf.ALL_SUCCESS)), ProgressListener.NONE);
        JobOutcome outcome = run.await();

        run.cancel();

        assertThat(run.await()).isEqualTo(outcome);
        assertThat(outcome.succeeded()).isTrue();
    }

    @Test
    void who_waits_can_be_interrupted_and_the_run_goes_on() {
        CountDownLatch started = new CountDownLatch(1);
        Submitted run =
                runner(Behaviour.HANG).submit(plan(processAndToldCleanup()), new Starts(TaskKey.PROCESS, started));
        Uninterruptibles.awaitUninterruptibly(started);

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(Interrupted.class).isThrownBy(run::await);

        assertThat(Thread.interrupted()).isTrue();
        run.cancel();
        assertThat(run.await().tasks().get(0).state()).isEqualTo(State.CANCELED);
    }

    @Test
    void a_reference_to_a_parameter_of_the_job_is_its_value_in_this_run() {
        JobDefinition job = new JobDefinition(
                "contract",
                ImmutableMap.of("given", "", "left_out", "default"),
                ImmutableList.of(task(
                        TaskKey.PROCESS,
                        FIRST,
                        RunIf.ALL_SUCCESS,
                        "{{job.parameters.given}}",
                        "a/{{job.parameters.left_out}}")),
                compute(),
                JobSettings.DEFAULT);

        runner(Behaviour.SUCCEED)
                .submit(new JobPlan(job, PATHS, ImmutableMap.of("given", "b c")), ProgressListener.NONE)
                .await();

        assertThat(ran()).containsExactly("process [b c, a/default]");
    }

    private JobOutcome run(Behaviour process, TaskPlan... tasks) {
        return runner(process).submit(plan(tasks), ProgressListener.NONE).await();
    }

    private static TaskPlan[] processAndToldCleanup() {
        return new TaskPlan[] {
            task(TaskKey.PROCESS, FIRST, RunIf.ALL_SUCCESS),
            task(TaskKey.CLEANUP, AFTER_PROCESS, RunIf.ALL_DONE, "--state", "{{tasks.process.result_state}}")
        };
    }

    private static TaskPlan task(TaskKey key, ImmutableList<TaskKey> dependsOn, RunIf runIf, String... parameters) {
        return new TaskPlan(key, ImmutableList.copyOf(parameters), dependsOn, runIf);
    }

    private JobPlan plan(TaskPlan... tasks) {
        JobDefinition job = new JobDefinition(
                "contract", ImmutableMap.of(), ImmutableList.copyOf(tasks), compute(), JobSettings.DEFAULT);
        return new JobPlan(job, PATHS, ImmutableMap.of());
    }

    /** Counts down when a task starts. */
    private record Starts(TaskKey task, CountDownLatch latch) implements ProgressListener {
        @Override
        public void stage(String name, String detail) {
            if (name.equals(task.key())) {
                latch.countDown();
            }
        }

        @Override
        public void advance(long done, long total, Unit unit) {}

        @Override
        public void note(String line) {}
    }
}
