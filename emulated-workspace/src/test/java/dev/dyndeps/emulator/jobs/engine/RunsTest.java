package dev.dyndeps.emulator.jobs.engine;

import static dev.dyndeps.emulator.jobs.engine.Workbench.LINEAR;
import static dev.dyndeps.emulator.jobs.engine.Workbench.after;
import static dev.dyndeps.emulator.jobs.engine.Workbench.job;
import static dev.dyndeps.emulator.jobs.engine.Workbench.request;
import static dev.dyndeps.emulator.jobs.engine.Workbench.serverless;
import static dev.dyndeps.emulator.jobs.engine.Workbench.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.JobSettings;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunsTest {
    private final Workbench bench = new Workbench(2);
    private final FakeExecutor executor = bench.executor;
    private final Runs runs = bench.runs;

    @Test
    void tasks_start_one_after_the_other_on_one_cluster_that_ends_with_the_last() {
        long run = bench.run(job(LINEAR));

        assertThat(executor.started()).containsExactly("process");
        assertThat(bench.task(run, "load").lifeCycle()).isEqualTo(LifeCycle.BLOCKED);
        executor.end(run, "process", TaskEnd.success(ImmutableMap.of("path", "\"/w\"")));
        executor.succeed(run, "load");
        assertThat(executor.released).isEmpty();
        executor.succeed(run, "cleanup");

        assertThat(bench.result(run)).contains(Result.SUCCESS);
        assertThat(executor.orders).extracting(TaskOrder::clusterId).hasSize(3).containsOnly(executor.released.get(0));
    }

    @Test
    void references_are_replaced_when_a_task_starts_and_what_is_none_stays() {
        long run = runs.start(
                request(job(LINEAR), OptionalLong.of(7), ImmutableMap.of("input", "/mine"), Optional.empty()));
        executor.end(run, "process", TaskEnd.success(ImmutableMap.of("path", "\"/w\"")));
        executor.fail(run, "load");

        assertThat(executor.order("process").parameters()).containsExactly("/mine", "7", "{{other}}");
        assertThat(executor.order("load").parameters()).containsExactly("/w");
        assertThat(executor.order("cleanup").parameters()).containsExactly("/runs/" + run, "success", "failed");
        assertThat(bench.task(run, "load").resolved())
                .hasValueSatisfying(all -> assertThat(all).containsExactly("/w"));
    }

    @Test
    void a_value_that_was_never_set_fails_the_task_that_refers_to_it() {
        long run = bench.run(job(LINEAR));
        executor.succeed(run, "process");

        assertThat(bench.task(run, "load").termination()).hasValueSatisfying(end -> {
            assertThat(end.code()).isEqualTo(TerminationCode.INVALID_RUN_CONFIGURATION);
            assertThat(end.message()).contains("{{tasks.process.values.path}}");
        });
        assertThat(executor.order("cleanup").parameters()).endsWith("success", "failed");
    }

    @Test
    void a_task_after_a_failed_one_is_skipped_and_one_that_runs_in_any_case_is_not() {
        long run = bench.run(job(LINEAR));
        executor.fail(run, "process");

        assertThat(bench.result(run, "load")).contains(Result.UPSTREAM_FAILED);
        assertThat(executor.started()).containsExactly("process", "cleanup");
        assertThat(executor.order("cleanup").parameters()).endsWith("failed", "upstream_failed");
        executor.succeed(run, "cleanup");
        assertThat(bench.result(run)).contains(Result.SUCCESS_WITH_FAILURES);
    }

    @Test
    void a_failed_leaf_fails_the_run_whose_message_names_the_first_that_failed() {
        long run = bench.run(job(LINEAR));
        executor.fail(run, "process");
        executor.fail(run, "cleanup");

        assertThat(runs.get(run).termination())
                .contains(new Termination(
                        Result.FAILED,
                        TerminationCode.RUN_EXECUTION_ERROR,
                        "Task process failed with message: Workload failed, see run output for details."));
    }

    @Test
    void what_a_task_wrote_is_asked_by_the_id_of_its_own_run() {
        long run = bench.run(job(LINEAR));
        executor.progress(run, "process").line("one");
        executor.progress(run, "process").line("two");
        executor.fail(run, "process");

        TaskOutput output = runs.output(bench.task(run, "process").runId());
        assertThat(output.logs()).isEqualTo("one\ntwo\n");
        assertThat(output.error()).isEqualTo("ValueError: no");
        assertThat(output.trace()).isEqualTo("Traceback: no");
        assertThatThrownBy(() -> runs.output(run))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("multiple tasks is not supported");
    }

    @Test
    void the_output_of_a_run_of_one_task_is_that_of_the_task() {
        long run = bench.run(serverless(task("only", "")));
        executor.progress(run, "only").line("here");

        assertThat(runs.output(run).logs()).isEqualTo("here\n");
    }

    @Test
    void a_third_cluster_waits_until_one_of_two_is_free() {
        long first = bench.run(job(LINEAR));
        bench.run(job(LINEAR));
        long third = bench.run(job(LINEAR));

        assertThat(executor.started()).hasSize(2);
        assertThat(bench.task(third, "process").lifeCycle()).isEqualTo(LifeCycle.PENDING);
        executor.fail(first, "process");
        assertThat(bench.task(third, "process").clusterId()).isEmpty();
        executor.succeed(first, "cleanup");
        assertThat(bench.task(third, "process").clusterId()).isPresent();
    }

    @Test
    void serverless_tasks_wait_for_no_cluster() {
        for (int i = 0; i < 5; i++) {
            bench.run(serverless(task("only", "")));
        }
        assertThat(executor.started()).hasSize(5);
    }

    @Test
    void a_run_beyond_the_limit_of_its_job_is_queued_until_another_ends() {
        long first = bench.run(job(LINEAR), OptionalLong.of(7));
        long second = bench.run(job(LINEAR), OptionalLong.of(7));
        long ofAnother = bench.run(job(LINEAR), OptionalLong.of(8));

        assertThat(runs.get(second).lifeCycle()).isEqualTo(LifeCycle.QUEUED);
        assertThat(runs.get(ofAnother).lifeCycle()).isEqualTo(LifeCycle.PENDING);
        executor.fail(first, "process");
        executor.fail(first, "cleanup");
        assertThat(runs.get(second).lifeCycle()).isEqualTo(LifeCycle.PENDING);
        executor.progress(second, "process").running();
        assertThat(runs.get(second).lifeCycle()).isEqualTo(LifeCycle.RUNNING);
    }

    @Test
    void without_a_queue_a_run_beyond_the_limit_is_skipped() {
        JobSettings settings = job(LINEAR.replaceFirst("\\{", "{\"queue\": {\"enabled\": false}, "));
        bench.run(settings, OptionalLong.of(7));
        long second = bench.run(settings, OptionalLong.of(7));

        assertThat(bench.result(second)).contains(Result.MAXIMUM_CONCURRENT_RUNS_REACHED);
        assertThat(executor.started()).containsExactly("process");
    }

    @Test
    void the_same_token_gives_the_same_run_until_that_is_deleted() {
        RunRequest request = request(
                serverless(task("only", "")), OptionalLong.empty(), ImmutableMap.of(), Optional.of("t".repeat(64)));
        long run = runs.start(request);

        assertThat(runs.start(request)).isEqualTo(run);
        assertThat(executor.started()).hasSize(1);
        assertThatThrownBy(() -> runs.delete(run)).isInstanceOf(Refusal.class).hasMessageContaining("still active");
        executor.succeed(run, "only");
        runs.delete(run);
        assertThatThrownBy(() -> runs.start(request)).isInstanceOf(Refusal.class);
    }

    @Test
    void a_token_of_65_characters_is_refused() {
        assertThatThrownBy(() -> request(
                        serverless(task("only", "")),
                        OptionalLong.empty(),
                        ImmutableMap.of(),
                        Optional.of("t".repeat(65))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("64");
    }

    @Test
    void a_parameter_that_the_job_does_not_declare_is_refused() {
        assertThatThrownBy(
                        () -> request(job(LINEAR), OptionalLong.of(7), ImmutableMap.of("nope", "1"), Optional.empty()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'nope'");
    }

    @Test
    void a_cancelled_run_ends_when_what_runs_has_ended_and_nothing_more_starts() {
        long run = bench.run(job(LINEAR));
        executor.progress(run, "process").running();
        runs.cancel(run);

        assertThat(executor.cancelled).containsExactly(run + "/process");
        assertThat(runs.get(run).lifeCycle()).isEqualTo(LifeCycle.TERMINATING);
        executor.fail(run, "process");
        assertThat(bench.result(run)).contains(Result.CANCELED);
        assertThat(bench.result(run, "cleanup")).contains(Result.CANCELED);
        assertThat(executor.started()).containsExactly("process");
        assertThat(executor.released).contains(executor.order("process").clusterId());
    }

    @Test
    void a_run_that_waits_for_its_cluster_is_cancelled_at_once() {
        bench.faults.clusterNeverStarts();
        long run = bench.run(job(LINEAR));
        bench.timers.pass(Duration.ofHours(5));
        assertThat(bench.task(run, "process").lifeCycle()).isEqualTo(LifeCycle.PENDING);

        runs.cancel(run);

        assertThat(bench.result(run)).contains(Result.CANCELED);
        assertThat(executor.started()).isEmpty();
    }

    @Test
    void cancelling_one_task_leaves_those_that_run_in_any_case() {
        long run = bench.run(job(LINEAR));
        executor.progress(run, "process").running();
        runs.cancel(bench.task(run, "process").runId());
        executor.fail(run, "process");

        assertThat(bench.result(run, "process")).contains(Result.CANCELED);
        assertThat(bench.result(run, "load")).contains(Result.UPSTREAM_CANCELED);
        assertThat(executor.order("cleanup").parameters()).endsWith("canceled", "upstream_canceled");
    }

    @Test
    void a_run_that_takes_longer_than_it_may_times_out() {
        long run = bench.run(job(LINEAR.replaceFirst("\\{", "{\"timeout_seconds\": 60, ")));
        executor.progress(run, "process").running();
        bench.timers.pass(Duration.ofSeconds(59));
        assertThat(executor.cancelled).isEmpty();
        bench.timers.pass(Duration.ofSeconds(1));
        assertThat(executor.cancelled).hasSize(1);
        executor.fail(run, "process");

        assertThat(bench.result(run)).contains(Result.TIMEDOUT);
        assertThat(bench.task(run, "process").termination())
                .map(Termination::code)
                .contains(TerminationCode.CANCELED);
    }

    @Test
    void a_task_that_takes_longer_than_it_may_times_out_and_the_others_go_on() {
        long run = bench.run(serverless(task("slow", "\"timeout_seconds\": 60") + ","
                + task("then", after("slow") + ", \"run_if\": \"ALL_DONE\"")));
        executor.progress(run, "slow").running();
        bench.timers.pass(Duration.ofSeconds(60));
        executor.fail(run, "slow");
        executor.succeed(run, "then");

        assertThat(bench.result(run, "slow")).contains(Result.TIMEDOUT);
        assertThat(bench.result(run)).contains(Result.SUCCESS_WITH_FAILURES);
    }

    @Test
    void a_task_is_tried_again_as_often_as_it_says_before_others_hear_of_its_failure() {
        long run = bench.run(serverless(task("flaky", "\"max_retries\": 1") + "," + task("then", after("flaky"))));
        long firstAttempt = bench.task(run, "flaky").runId();
        executor.fail(run, "flaky");

        assertThat(bench.task(run, "flaky").attempt()).isEqualTo(1);
        assertThat(bench.task(run, "flaky").runId()).isNotEqualTo(firstAttempt);
        assertThat(bench.task(run, "then").lifeCycle()).isEqualTo(LifeCycle.BLOCKED);
        executor.fail(run, "flaky");
        assertThat(bench.result(run, "then")).contains(Result.UPSTREAM_FAILED);
        assertThat(executor.started()).containsExactly("flaky", "flaky");
        assertThat(runs.output(firstAttempt).error()).isEqualTo("ValueError: no");
    }

    @Test
    void times_tell_how_long_a_task_waited_and_how_long_it_ran() {
        long run = bench.run(job(LINEAR));
        bench.timers.pass(Duration.ofSeconds(5));
        executor.progress(run, "process").running();
        bench.timers.pass(Duration.ofSeconds(7));
        executor.fail(run, "process");

        TaskView task = bench.task(run, "process");
        assertThat(Duration.between(task.start().orElseThrow(), task.begun().orElseThrow()))
                .hasSeconds(5);
        assertThat(Duration.between(task.begun().orElseThrow(), task.end().orElseThrow()))
                .hasSeconds(7);
    }

    @Test
    void the_fault_of_the_platform_ends_a_task_that_was_never_started() {
        bench.faults.internalError("process");
        long run = bench.run(job(LINEAR));

        assertThat(bench.task(run, "process").termination())
                .map(Termination::code)
                .contains(TerminationCode.INTERNAL_ERROR);
        assertThat(executor.started()).containsExactly("cleanup");
        long next = bench.run(job(LINEAR));
        assertThat(bench.task(next, "process").termination()).isEmpty();
    }

    @Test
    void a_slow_task_is_running_before_its_program_starts() {
        bench.faults.slowTask("only", Duration.ofMinutes(10));
        long run = bench.run(serverless(task("only", "")));

        assertThat(bench.task(run, "only").lifeCycle()).isEqualTo(LifeCycle.RUNNING);
        assertThat(executor.started()).isEmpty();
        bench.timers.pass(Duration.ofMinutes(10));
        assertThat(executor.started()).containsExactly("only");
    }

    @Test
    void a_slow_task_that_is_cancelled_never_starts() {
        bench.faults.slowTask("only", Duration.ofMinutes(10));
        long run = bench.run(serverless(task("only", "")));
        runs.cancel(run);
        bench.timers.pass(Duration.ofMinutes(10));

        assertThat(bench.result(run)).contains(Result.CANCELED);
        assertThat(executor.started()).isEmpty();
    }

    @Test
    void closing_ends_all() {
        long run = bench.run(serverless(task("only", "")));
        executor.progress(run, "only").running();
        runs.close();

        assertThat(executor.cancelled).containsExactly(run + "/only");
        assertThat(executor.closed).isTrue();
    }

    @Test
    void the_newest_run_is_listed_first() {
        long first = bench.run(serverless(task("only", "")));
        long second = bench.run(serverless(task("only", "")));

        assertThat(runs.list()).extracting(RunView::runId).containsExactly(second, first);
    }
}
