package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobSettings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobJsonTest {
    private static final JobJson.Choices CHOICES = new JobJson.Choices(
            "/Workspace/scripts", Optional.of("i3.xlarge"), Optional.of(Cloud.AWS), ImmutableMap.of("dyndeps", "1"));

    @Test
    void a_job_on_a_job_cluster_is_written_whole() {
        JobDefinition job =
                Plans.job(Plans.CLUSTER, Plans.settings(ImmutableMap.of(), ImmutableMap.of("team", "data")));

        assertThat(TestWorkspace.json(JobJson.settings(job, CHOICES).toString()))
                .isEqualTo(TestWorkspace.json("""
                {"name": "pipeline",
                 "max_concurrent_runs": 5,
                 "timeout_seconds": 1800,
                 "queue": {"enabled": true},
                 "tags": {"team": "data", "dyndeps": "1"},
                 "parameters": [{"name": "run", "default": ""}, {"name": "wheelhouse", "default": "none"}],
                 "tasks": [
                  {"task_key": "load_and_validate", "run_if": "ALL_SUCCESS", "max_retries": 0, "job_cluster_key": "main",
                   "spark_python_task": {
                    "python_file": "/Workspace/scripts/load_and_validate.py",
                    "parameters": ["--wheelhouse", "{{job.parameters.wheelhouse}}"]}},
                  {"task_key": "cleanup", "depends_on": [{"task_key": "load_and_validate"}], "run_if": "ALL_DONE",
                   "max_retries": 0, "job_cluster_key": "main",
                   "spark_python_task": {
                    "python_file": "/Workspace/scripts/cleanup.py",
                    "parameters": ["--run", "{{job.parameters.run}}",
                                   "--load-state", "{{tasks.load_and_validate.result_state}}"]}}],
                 "job_clusters": [
                  {"job_cluster_key": "main",
                   "new_cluster": {
                    "spark_version": "14.3.x-scala2.12", "num_workers": 1, "data_security_mode": "SINGLE_USER",
                    "node_type_id": "i3.xlarge", "aws_attributes": {"availability": "ON_DEMAND"}}}]}"""));
    }

    @Test
    void a_serverless_job_has_an_environment_and_is_not_tried_again_by_the_service() {
        ObjectNode settings = JobJson.settings(Plans.job(Plans.SERVERLESS), CHOICES);

        assertThat(settings.path("environments")).isEqualTo(TestWorkspace.json("""
                        [{"environment_key": "main", "spec": {"environment_version": "4"}}]"""));
        assertThat(settings.path("tasks"))
                .hasSize(2)
                .allSatisfy(task ->
                        assertThat(task.path("environment_key").asText()).isEqualTo("main"))
                .allSatisfy(task -> assertThat(
                                task.path("disable_auto_optimization").asBoolean())
                        .isTrue());
        assertThat(settings.has("job_clusters")).isFalse();
    }

    @Test
    void a_job_on_a_cluster_that_is_there_names_it_in_each_task() {
        ObjectNode settings = JobJson.settings(Plans.job(Plans.SHARED), CHOICES);

        assertThat(settings.path("tasks"))
                .allSatisfy(task ->
                        assertThat(task.path("existing_cluster_id").asText()).isEqualTo(TestWorkspace.SHARED_CLUSTER));
    }

    @Test
    void variables_of_a_bundle_may_stand_for_what_is_left_open() {
        ObjectNode settings = JobJson.settings(
                Plans.job(Plans.CLUSTER),
                new JobJson.Choices(
                        "${workspace.file_path}/scripts",
                        Optional.of("${var.node_type_id}"),
                        Optional.empty(),
                        ImmutableMap.of()));

        assertThat(settings.at("/tasks/0/spark_python_task/python_file").asText())
                .isEqualTo("${workspace.file_path}/scripts/load_and_validate.py");
        assertThat(settings.at("/job_clusters/0/new_cluster")).isEqualTo(TestWorkspace.json("""
                {"spark_version": "14.3.x-scala2.12", "num_workers": 1, "data_security_mode": "SINGLE_USER",
                 "node_type_id": "${var.node_type_id}"}"""));
    }

    @Test
    void runs_may_act_for_a_user_or_a_service_principal() {
        assertThat(runAs("a@example.com")).isEqualTo(TestWorkspace.json("{\"user_name\": \"a@example.com\"}"));
        assertThat(runAs("1d2f3a4b-0000-4000-8000-00000000000a"))
                .isEqualTo(
                        TestWorkspace.json("{\"service_principal_name\": \"1d2f3a4b-0000-4000-8000-00000000000a\"}"));
    }

    private static Object runAs(String user) {
        return JobJson.settings(Plans.job(Plans.CLUSTER, Plans.runAs(user)), CHOICES)
                .path("run_as");
    }

    @Test
    void a_Spark_master_is_no_compute_of_Databricks() {
        JobDefinition job = Plans.job(new Compute.SparkMaster("local", Optional.empty()), JobSettings.DEFAULT);

        assertThatIllegalArgumentException().isThrownBy(() -> JobJson.settings(job, CHOICES));
    }
}
