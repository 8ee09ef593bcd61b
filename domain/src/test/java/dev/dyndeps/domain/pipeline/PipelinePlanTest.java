package dev.dyndeps.domain.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelinePlanTest {
    private static final RunPaths PATHS =
            new RunPaths(StorePath.of("/base"), RunId.parse("6f1a2b3c-0000-4000-8000-000000000001"));

    @Test
    void clean_up_comes_after_the_load_task_whatever_became_of_it_and_is_told_how_it_ended() {
        JobPlan job = plan(false).job("job", PATHS, "local[2]", Optional.empty());

        assertThat(job.tasks()).extracting(TaskPlan::key).containsExactly(TaskKey.LOAD_AND_VALIDATE, TaskKey.CLEANUP);
        TaskPlan cleanup = job.tasks().get(1);
        assertThat(cleanup.runIf()).isEqualTo(TaskPlan.RunIf.ALL_DONE);
        assertThat(cleanup.dependsOn()).containsExactly(TaskKey.LOAD_AND_VALIDATE);
        assertThat(cleanup.parameters())
                .containsExactly(
                        "--run-folder", "/base/runs/6f1a2b3c-0000-4000-8000-000000000001",
                        "--run", "6f1a2b3c-0000-4000-8000-000000000001",
                        "--process-state", "success",
                        "--load-state", "{{tasks.load_and_validate.result_state}}");
    }

    @Test
    void the_users_arguments_come_last_and_behind_two_dashes() {
        TaskPlan load = plan(false)
                .job("job", PATHS, "local[2]", Optional.empty())
                .tasks()
                .get(0);

        assertThat(load.parameters())
                .containsExactly(
                        "--wheelhouse",
                        "/base/w.zip",
                        "--sha256",
                        "00".repeat(32),
                        "--check",
                        "/c.py",
                        "--main",
                        "/m.py",
                        "--",
                        "--date",
                        "today");
    }

    @Test
    void a_run_that_is_kept_tells_clean_up_so() {
        assertThat(plan(true)
                        .job("job", PATHS, "local[2]", Optional.empty())
                        .tasks()
                        .get(1)
                        .parameters())
                .endsWith("--keep");
    }

    private static PipelinePlan plan(boolean keep) {
        return new PipelinePlan(
                StorePath.of("/base/w.zip"),
                HashCode.fromBytes(new byte[32]),
                ImmutableList.of("/c.py"),
                Optional.of("/m.py"),
                ImmutableList.of("--date", "today"),
                keep);
    }
}
