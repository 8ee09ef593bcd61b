package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.JobOutcome.TaskOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.port.JobRunner.Submitted;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.testkit.RecordingProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchingTest {
    private static final String GET = "GET /api/2.2/jobs/runs/get";
    private static final String OUTPUT = "GET /api/2.2/jobs/runs/get-output";
    private static final String CANCEL = "POST /api/2.2/jobs/runs/cancel";

    @TempDir
    Path folder;

    private final RecordingProgress progress = new RecordingProgress();
    private TestWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new TestWorkspace(folder);
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void the_page_comes_first_then_a_line_for_each_change_and_what_tasks_print() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.printing("hello", "  world"));

        Submitted run = submit(Plans.CLUSTER);
        run.await();

        assertThat(run.id()).startsWith(workspace.emulated.url().toString());
        assertThat(progress.events())
                .containsSubsequence(
                        "stage submit: to " + workspace.emulated.url(),
                        "note the run's page: " + run.id(),
                        "stage load_and_validate: on a job cluster of 14.3.x-scala2.12",
                        "note hello",
                        "note   world",
                        "stage cleanup: on a job cluster of 14.3.x-scala2.12");
        assertThat(progress.events())
                .anyMatch(line -> line.matches("note load_and_validate: succeeded in \\d+\\.\\d s"))
                .anyMatch(line -> line.matches("note cleanup: succeeded in \\d+\\.\\d s"));
    }

    @Test
    void a_task_that_runs_is_said_to_with_the_time_since_the_start() {
        CountDownLatch seen = new CountDownLatch(1);
        workspace.tasks.on("load_and_validate", ScriptedTasks.waiting(seen));
        ProgressListener opens = new ProgressListener() {
            @Override
            public void stage(String name, String detail) {}

            @Override
            public void advance(long done, long total, Unit unit) {}

            @Override
            public void note(String line) {
                progress.note(line);
                if (line.startsWith("load_and_validate: running, ")) {
                    seen.countDown();
                }
            }
        };

        workspace.runner().submit(Plans.plan(Plans.CLUSTER, 1), opens).await();

        assertThat(progress.events().stream().filter(line -> line.startsWith("note load_and_validate: running, ")))
                .singleElement()
                .asString()
                .matches("note load_and_validate: running, \\d s");
    }

    @Test
    void the_report_of_the_load_task_is_read() {
        workspace.tasks.on(
                "load_and_validate",
                ScriptedTasks.printing("DYNDEPS-REPORT {\"nodes\": [], \"provedEvery\": true, \"checks\": [\"ok\"]}"));

        JobOutcome outcome = submit(Plans.SERVERLESS).await();

        assertThat(outcome.report().orElseThrow().checks()).containsExactly("ok");
        assertThat(progress.events()).noneMatch(line -> line.contains("DYNDEPS-REPORT"));
    }

    @Test
    void a_failure_comes_with_its_traceback_and_the_run_is_red_though_its_last_task_is_green() {
        workspace.tasks.on(
                "load_and_validate",
                ScriptedTasks.raising("ValueError: no", "Traceback (most recent call last):\n  x\nValueError: no"));

        JobOutcome outcome = submit(Plans.CLUSTER).await();

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.tasks()).extracting(TaskOutcome::state).containsExactly(State.FAILED, State.SUCCESS);
        assertThat(outcome.tasks().get(0).error()).isEqualTo("Traceback (most recent call last):\n  x\nValueError: no");
        assertThat(progress.events()).anyMatch(line -> line.startsWith("note load_and_validate: failed after "));
    }

    @Test
    void a_failure_of_the_platform_says_its_code() {
        workspace.jobs.faults().internalError("load_and_validate");

        TaskOutcome load = submit(Plans.CLUSTER).await().tasks().get(0);

        assertThat(load.state()).isEqualTo(State.FAILED);
        assertThat(load.error()).startsWith("INTERNAL_ERROR: Unexpected failure while running the task");
    }

    @Test
    void a_run_that_takes_too_long_says_so() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        JobSettings settings = new JobSettings(
                Optional.empty(),
                JobSettings.DEFAULT.permissions(),
                JobSettings.DEFAULT.tags(),
                Duration.ofSeconds(1),
                1);

        JobOutcome outcome = workspace
                .runner()
                .submit(Plans.plan(Plans.job(Plans.SERVERLESS, settings), 1), progress)
                .await();

        assertThat(outcome.tasks().get(0).state()).isEqualTo(State.FAILED);
        assertThat(outcome.tasks().get(0).error()).contains("longer than the 1 seconds");
    }

    @Test
    void a_run_that_somebody_else_cancels_says_so() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        Submitted run = submit(Plans.CLUSTER);
        awaitStarted(1);

        Api api = new Api(workspace.connection());
        long number = workspace.tasks.orders().get(0).runId();
        api.post(Api.JOBS + "runs/cancel", Json.object().put("run_id", number));

        assertThat(run.await().tasks().get(0).state()).isEqualTo(State.CANCELED);
        assertThat(run.await().tasks().get(0).error()).startsWith("Canceled, and not by this command: USER_CANCELED");
    }

    @Test
    void a_cluster_that_never_starts_is_waited_for_and_can_be_canceled() {
        workspace.jobs.faults().clusterNeverStarts();
        Submitted run = submit(Plans.CLUSTER);

        run.cancel();

        assertThat(run.await().tasks()).extracting(TaskOutcome::state).containsOnly(State.CANCELED);
        assertThat(run.await().tasks()).extracting(TaskOutcome::error).containsOnly("");
        assertThat(workspace.ran()).isEmpty();
    }

    @Test
    void long_silence_is_broken_by_a_word() {
        workspace.jobs.faults().clusterNeverStarts();
        InstantSource fast = new Fast();
        Pace pace = new Pace(
                fast,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                Duration.ofDays(1));
        CountDownLatch three = new CountDownLatch(3);

        Submitted run = workspace.runner(pace).submit(Plans.plan(Plans.CLUSTER, 1), new ProgressListener() {
            @Override
            public void stage(String name, String detail) {}

            @Override
            public void advance(long done, long total, Unit unit) {}

            @Override
            public void note(String line) {
                if (line.startsWith("load_and_validate: waiting for a job cluster")) {
                    three.countDown();
                }
            }
        });
        Uninterruptibles.awaitUninterruptibly(three);
        run.cancel();
    }

    /** Ten seconds go by between two looks at it. */
    private static final class Fast implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

        @Override
        public Instant instant() {
            return now.updateAndGet(time -> time.plusSeconds(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GET, OUTPUT})
    void an_outage_while_watching_is_no_failure_of_the_run(String request) {
        workspace.faults().armAfter(1, request, Fault.internalError(), 5);

        JobOutcome outcome = submit(Plans.CLUSTER).await();

        assertThat(outcome.succeeded()).isTrue();
        assertThat(progress.events().stream().filter(line -> line.contains("no answer")))
                .isNotEmpty();
    }

    @Test
    void a_connection_that_breaks_while_watching_is_no_failure_of_the_run() {
        workspace.faults().armAfter(1, GET, Fault.answerLost(), 1);

        assertThat(submit(Plans.CLUSTER).await().succeeded()).isTrue();
    }

    @Test
    void a_service_that_stays_away_is_an_error_that_says_where_the_run_is_and_how_to_clean_up() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        workspace.faults().armAfter(1, GET, Fault.internalError(), 1_000);
        Pace impatient = new Pace(
                InstantSource.system(),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(20));
        Submitted run = workspace.runner(impatient).submit(Plans.plan(Plans.CLUSTER, 1), progress);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(run::await)
                .withMessageContaining(run.id())
                .satisfies(e -> assertThat(e.next()).contains("dyndeps clean --base /Volumes/main/default/deps"));

        workspace.faults().clear();
        run.cancel();
        assertThat(workspace.sent(CANCEL)).hasSize(1);
    }

    @Test
    void a_token_that_expires_while_watching_leaves_the_run_and_says_so() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        workspace.faults().armAfter(1, GET, Fault.expiredToken(), 1_000);
        Submitted run = submit(Plans.CLUSTER);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(run::await)
                .withMessageContaining("goes on")
                .withMessageContaining("token");
    }

    @Test
    void output_that_cannot_be_had_does_not_change_how_a_task_ended() {
        workspace.faults().arm(OUTPUT, Fault.error(400, "INVALID_PARAMETER_VALUE", "too old"), 1_000);

        assertThat(submit(Plans.CLUSTER).await().succeeded()).isTrue();
        assertThat(progress.events()).anyMatch(line -> line.contains("its output cannot be had"));
    }

    @Test
    void a_cancel_is_repeated_while_the_service_is_out_of_reach() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        Submitted run = submit(Plans.CLUSTER);
        awaitStarted(1);
        workspace.faults().arm(CANCEL, Fault.internalError(), 3);

        run.cancel();

        assertThat(run.await().tasks()).extracting(TaskOutcome::state).containsOnly(State.CANCELED);
        assertThat(workspace.sent(CANCEL)).hasSize(4);
    }

    @Test
    void a_cancel_that_is_not_allowed_says_where_the_run_is_and_how_to_clean_up() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        Submitted run = submit(Plans.CLUSTER);
        awaitStarted(1);
        workspace.faults().arm(CANCEL, Fault.expiredToken());

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(run::cancel)
                .withMessageContaining(run.id())
                .withMessageContaining("token")
                .satisfies(e -> assertThat(e.next()).contains("dyndeps clean --base /Volumes/main/default/deps"));

        run.cancel();
        assertThat(run.await().tasks()).extracting(TaskOutcome::state).containsOnly(State.CANCELED);
    }

    @Test
    void a_canceled_run_that_does_not_end_is_an_error_that_says_what_remains() {
        CountDownLatch never = new CountDownLatch(1);
        workspace.tasks.on("load_and_validate", ScriptedTasks.waiting(never));
        Pace impatient = new Pace(
                InstantSource.system(),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                Duration.ofMillis(50));
        Submitted run = workspace.runner(impatient).submit(Plans.plan(Plans.CLUSTER, 1), progress);
        awaitStarted(1);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(run::cancel)
                .withMessageContaining("still works")
                .satisfies(e -> assertThat(e.next()).contains("dyndeps clean"));
        never.countDown();
        run.await();
    }

    @Test
    void a_cancel_by_an_interrupted_thread_goes_out_and_leaves_the_flag() {
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        Submitted run = submit(Plans.CLUSTER);
        awaitStarted(1);

        Thread.currentThread().interrupt();
        run.cancel();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.await().tasks()).extracting(TaskOutcome::state).containsOnly(State.CANCELED);
    }

    private Submitted submit(Compute compute) {
        JobPlan plan = Plans.plan(compute, 1);
        return workspace.runner().submit(plan, progress);
    }

    private void awaitStarted(int count) {
        while (workspace.tasks.orders().size() < count) {
            Thread.onSpinWait();
        }
    }
}
