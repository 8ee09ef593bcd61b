package dev.dyndeps.domain.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDefinitionTest {
    private static final RunPaths PATHS = new RunPaths(StorePath.of("/base"), RunId.of(new UUID(1, 2)));

    @Test
    void a_task_cannot_depend_on_one_that_is_not_there() {
        assertRefused("depends on", task(TaskKey.CLEANUP, TaskKey.PROCESS));
    }

    @Test
    void a_task_cannot_depend_on_one_that_comes_after_it() {
        assertRefused("depends on", task(TaskKey.CLEANUP, TaskKey.PROCESS), task(TaskKey.PROCESS));
    }

    @Test
    void a_task_is_there_once() {
        assertRefused("twice", task(TaskKey.CLEANUP), task(TaskKey.CLEANUP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{job.parameters.missing}}",
                "{{ tasks.process.result_state }}",
                "x{{tasks.cleanup.values.a}}",
                "{{job.id}}"
            })
    void a_task_cannot_refer_to_what_is_not_there_or_not_before_it(String parameter) {
        assertRefused("refers to {{", task(TaskKey.PROCESS), with(task(TaskKey.CLEANUP), parameter));
    }

    @Test
    void it_can_refer_to_parameters_to_the_run_and_to_tasks_that_it_depends_on() {
        TaskPlan cleanup = with(
                task(TaskKey.CLEANUP, TaskKey.PROCESS),
                "{{job.parameters.base}}/job-{{job.run_id}}/{{tasks.process.result_state}}");

        JobPlan plan =
                new JobPlan(job(task(TaskKey.PROCESS), cleanup), PATHS, ImmutableMap.of("base", "{{job.run_id}} $1"));

        assertThat(plan.tasks().get(1).parameters())
                .containsExactly("{{job.run_id}} $1/job-{{job.run_id}}/{{tasks.process.result_state}}");
    }

    @Test
    void a_parameter_that_a_run_does_not_give_has_its_default() {
        JobPlan plan =
                new JobPlan(job(with(task(TaskKey.PROCESS), "{{ job.parameters.base }}")), PATHS, ImmutableMap.of());

        assertThat(plan.tasks().get(0).parameters()).containsExactly("/default");
    }

    @Test
    void a_run_cannot_give_a_parameter_that_the_job_has_not() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobPlan(job(task(TaskKey.PROCESS)), PATHS, ImmutableMap.of("other", "")));
    }

    private static void assertRefused(String why, TaskPlan... tasks) {
        assertThatIllegalArgumentException().isThrownBy(() -> job(tasks)).withMessageContaining(why);
    }

    private static JobDefinition job(TaskPlan... tasks) {
        return new JobDefinition(
                "job",
                ImmutableMap.of("base", "/default"),
                ImmutableList.copyOf(tasks),
                new Compute.SparkMaster("local", Optional.empty()),
                JobSettings.DEFAULT);
    }

    private static TaskPlan task(TaskKey key, TaskKey... dependsOn) {
        return new TaskPlan(key, ImmutableList.of(), ImmutableList.copyOf(dependsOn), TaskPlan.RunIf.ALL_DONE);
    }

    private static TaskPlan with(TaskPlan task, String parameter) {
        return new TaskPlan(task.key(), ImmutableList.of(parameter), task.dependsOn(), task.runIf());
    }
}
