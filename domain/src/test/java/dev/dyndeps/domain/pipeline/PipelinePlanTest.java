package dev.dyndeps.domain.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelinePlanTest {
    private static final RunPaths PATHS =
            new RunPaths(StorePath.of("/base"), new RunId("6f1a2b3c-0000-4000-8000-000000000001"));
    private static final RunValues.Use USE = new RunValues.Use(
            ImmutableList.of("/c.py"), Optional.of("/m.py"), ImmutableList.of("--date", "to\"day\n"), false);

    @Test
    void clean_up_comes_after_the_load_task_whatever_became_of_it_and_is_told_how_it_ended() {
        ImmutableList<TaskPlan> tasks = processedHere(USE).tasks();

        assertThat(tasks).extracting(TaskPlan::key).containsExactly(TaskKey.LOAD_AND_VALIDATE, TaskKey.CLEANUP);
        TaskPlan cleanup = tasks.get(1);
        assertThat(cleanup.runIf()).isEqualTo(TaskPlan.RunIf.ALL_DONE);
        assertThat(cleanup.dependsOn()).containsExactly(TaskKey.LOAD_AND_VALIDATE);
        assertThat(cleanup.parameters())
                .containsExactly(
                        "--run-folder", "/base/runs/6f1a2b3c-0000-4000-8000-000000000001",
                        "--run", "6f1a2b3c-0000-4000-8000-000000000001",
                        "--process-state", "success",
                        "--load-state", "{{tasks.load_and_validate.result_state}}",
                        "--cleanup", "true");
    }

    @Test
    void lists_of_the_user_are_one_parameter_each() {
        assertThat(processedHere(USE).tasks().get(0).parameters())
                .containsExactly(
                        "--wheelhouse", "/base/w.zip",
                        "--sha256", "00".repeat(32),
                        "--checks", "[\"/c.py\"]",
                        "--main", "/m.py",
                        "--arguments", "[\"--date\",\"to\\\"day\\n\"]");
    }

    @Test
    void a_run_that_is_kept_tells_clean_up_so() {
        RunValues.Use kept = new RunValues.Use(ImmutableList.of(), Optional.empty(), ImmutableList.of(), true);

        assertThat(processedHere(kept).tasks().get(1).parameters()).endsWith("--cleanup", "false");
        assertThat(processedHere(kept).tasks().get(0).parameters())
                .endsWith("--checks", "[]", "--main", "", "--arguments", "[]");
    }

    @Test
    void what_the_process_task_makes_reaches_the_load_task_as_task_values_and_clean_up_needs_none() {
        ImmutableMap<String, String> values = RunValues.of(
                PATHS,
                new RunValues.ToProcess(
                        StorePath.of("/base/p.whl"),
                        HashCode.fromBytes(new byte[32]),
                        StorePath.of("/base/in.zip"),
                        "dbr-14.3",
                        ImmutableList.of(),
                        "me"),
                USE);
        ImmutableList<TaskPlan> tasks =
                plan(values, PipelinePlan.processedOnCluster()).tasks();

        assertThat(tasks).extracting(TaskPlan::key).containsExactly(TaskKey.values());
        assertThat(tasks.get(0).parameters()).contains("/base/p.whl", "/base/in.zip", "dbr-14.3");
        assertThat(tasks.get(1).parameters())
                .startsWith(
                        "--wheelhouse", "{{tasks.process.values.wheelhouse}}",
                        "--sha256", "{{tasks.process.values.sha256}}");
        assertThat(tasks.get(2).dependsOn()).containsExactly(TaskKey.PROCESS, TaskKey.LOAD_AND_VALIDATE);
        assertThat(tasks.get(2).parameters())
                .contains("{{tasks.process.result_state}}")
                .noneMatch(parameter -> parameter.contains(".values."));
    }

    private static JobPlan processedHere(RunValues.Use use) {
        ImmutableMap<String, String> values = RunValues.of(
                PATHS, new RunValues.Wheelhouse(StorePath.of("/base/w.zip"), HashCode.fromBytes(new byte[32])), use);
        return plan(values, PipelinePlan.processedHere());
    }

    private static JobPlan plan(ImmutableMap<String, String> values, PipelinePlan pipeline) {
        JobDefinition job = new JobDefinition(
                "job",
                RunValues.declared(values),
                pipeline.tasks(),
                new Compute.SparkMaster("local[2]", Optional.empty()),
                JobSettings.DEFAULT);
        return new JobPlan(job, PATHS, values);
    }
}
