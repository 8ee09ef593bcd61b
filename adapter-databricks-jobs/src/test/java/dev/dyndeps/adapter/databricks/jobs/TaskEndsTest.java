package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.adapter.databricks.jobs.RunView.TaskView;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.JobOutcome.TaskOutcome;
import dev.dyndeps.domain.pipeline.TaskKey;
import org.junit.jupiter.api.Test;

class TaskEndsTest {
    private static final TaskEnds ENDS = new TaskEnds(Plans.plan(Plans.CLUSTER, 1));

    @Test
    void the_traceback_explains_a_failure_of_the_program_else_the_error_else_what_the_service_says() {
        assertThat(failed("RUN_EXECUTION_ERROR", new TaskOutput("", false, "error", "trace")))
                .isEqualTo("trace");
        assertThat(failed("RUN_EXECUTION_ERROR", new TaskOutput("", false, "error", "")))
                .isEqualTo("error");
        assertThat(failed("RUN_EXECUTION_ERROR", TaskOutput.NONE)).isEqualTo("RUN_EXECUTION_ERROR: words");
    }

    @Test
    void a_failure_of_the_platform_begins_with_its_code() {
        assertThat(failed("CLUSTER_ERROR", TaskOutput.NONE)).isEqualTo("CLUSTER_ERROR: words");
        assertThat(failed("DRIVER_ERROR", new TaskOutput("", false, "lost", "")))
                .isEqualTo("DRIVER_ERROR: words\nlost");
    }

    private static String failed(String code, TaskOutput output) {
        TaskView task = new TaskView("cleanup", 1, 0, new Status("TERMINATED", code, "words", "FAILED"), 2);
        TaskOutcome outcome = ENDS.judge(TaskKey.CLEANUP, task, output, false);
        assertThat(outcome.state()).isEqualTo(State.FAILED);
        assertThat(outcome.seconds()).isEqualTo(2);
        return outcome.error();
    }

    @Test
    void a_task_that_the_service_does_not_show_shares_the_end_of_its_run() {
        Status canceled = new Status("TERMINATED", "USER_CANCELED", "", "CANCELED");
        Status broken = new Status("TERMINATED", "MAX_CONCURRENT_RUNS_EXCEEDED", "too many", "");

        assertThat(ENDS.unknown(TaskKey.CLEANUP, canceled, true))
                .isEqualTo(new TaskOutcome(TaskKey.CLEANUP, State.CANCELED, 0, ""));
        assertThat(ENDS.unknown(TaskKey.CLEANUP, canceled, false).error()).contains("not by this command");
        assertThat(ENDS.unknown(TaskKey.CLEANUP, broken, false))
                .isEqualTo(new TaskOutcome(
                        TaskKey.CLEANUP,
                        State.FAILED,
                        0,
                        "The run ended before the task did: MAX_CONCURRENT_RUNS_EXCEEDED: too many"));
    }
}
