package dev.dyndeps.domain.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployedJobsTest {
    private static final Compute CLUSTER = new Compute.JobCluster("14.3.x-scala2.12", 1, "{}");
    private static final DeployedJobs.Places PLACES = new DeployedJobs.Places(
            "dbfs:/base", "/p.whl", "", "dbfs:/base/in.zip", Optional.of("/pure_python.check.py"), "me");

    @Test
    void there_is_one_for_the_users_own_input_and_one_for_each_shape() {
        assertThat(DeployedJobs.ALL)
                .extracting(DeployedJobs.Job::name)
                .containsExactly(
                        "dynamic_deps_cluster",
                        "test_pure_python",
                        "test_packaged",
                        "test_existing_wheels",
                        "test_mixed",
                        "test_nested");
    }

    @Test
    void on_serverless_compute_they_have_names_of_their_own() {
        assertThat(definition(DeployedJobs.ALL.get(0), CLUSTER).name()).isEqualTo("dynamic_deps_cluster");
        assertThat(definition(DeployedJobs.ALL.get(0), new Compute.Serverless("4"))
                        .name())
                .isEqualTo("dynamic_deps_cluster_serverless");
    }

    @Test
    void who_starts_a_run_may_choose_where_what_and_whether_it_stays() {
        JobDefinition job = definition(DeployedJobs.ALL.get(1), CLUSTER);

        assertThat(job.parameters())
                .containsEntry("volume_base_path", "dbfs:/base")
                .containsEntry("cleanup_enabled", "true")
                .containsEntry("input_path", "dbfs:/base/in.zip")
                .hasSize(3);
        assertThat(job.settings().maxConcurrentRuns()).isGreaterThan(1);
    }

    @Test
    void all_three_tasks_know_the_runs_folder_by_the_number_of_the_run_and_not_by_a_task_value() {
        JobDefinition job = definition(DeployedJobs.ALL.get(1), CLUSTER);

        assertThat(job.tasks()).extracting(TaskPlan::key).containsExactly(TaskKey.values());
        String folder = "{{job.parameters.volume_base_path}}/runs/job-{{job.run_id}}";
        assertThat(job.tasks().get(0).parameters()).containsSequence("--run-folder", folder);
        assertThat(job.tasks().get(2).parameters())
                .containsSequence("--run-folder", folder, "--run", "job-{{job.run_id}}");
        assertThat(job.tasks().get(1).parameters())
                .containsSequence("--wheelhouse", "{{tasks.process.values.wheelhouse}}")
                .containsSequence("--checks", "[\"/pure_python.check.py\"]");
    }

    private static JobDefinition definition(DeployedJobs.Job job, Compute compute) {
        return DeployedJobs.definition(job, PLACES, compute, "dbr-14.3");
    }
}
