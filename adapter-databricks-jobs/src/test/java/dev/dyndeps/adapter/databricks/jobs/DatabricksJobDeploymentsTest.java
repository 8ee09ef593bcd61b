package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.port.JobDeployments;
import dev.dyndeps.port.JobDeployments.Deployed;
import dev.dyndeps.port.JobDeployments.Difference;
import dev.dyndeps.port.JobDeployments.Ownership;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.testkit.JobDeploymentsContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabricksJobDeploymentsTest extends JobDeploymentsContract {
    private static final String CREATE = "POST /api/2.2/jobs/create";
    private static final String RESET = "POST /api/2.2/jobs/reset";

    @TempDir
    Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new TestWorkspace(folder);
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Override
    protected JobDeployments jobs() {
        return version(TestWorkspace.VERSION);
    }

    private JobDeployments version(String version) {
        return new DatabricksJobDeployments(workspace.connection(), TestWorkspace.scripts(), version);
    }

    @Override
    protected void put(String name, Ownership ownership) {
        ObjectNode job = (ObjectNode) TestWorkspace.json("""
                {"name": "%s", "tags": {"dyndeps": "1"},
                 "tasks": [{"task_key": "t", "existing_cluster_id": "%s",
                            "spark_python_task": {"python_file": "/Workspace/x.py", "parameters": ["theirs"]}}]}""".formatted(name, TestWorkspace.SHARED_CLUSTER));
        switch (ownership) {
            case OF_A_BUNDLE -> job.putObject("deployment").put("kind", "BUNDLE");
            case LOCKED -> job.put("edit_mode", "UI_LOCKED");
            case OURS, SOMEBODY_ELSES -> job.remove("tags");
        }
        new Api(workspace.connection()).post(Api.JOBS + "create", job);
    }

    @Test
    void a_job_of_another_creator_is_somebody_elses_although_it_has_our_tag() {
        new DatabricksJobDeployments(
                        workspace.connectionOf(TestWorkspace.OTHER), TestWorkspace.scripts(), TestWorkspace.VERSION)
                .create(Plans.job(
                        Plans.SERVERLESS,
                        Plans.settings(ImmutableMap.of(TestWorkspace.USER, "CAN_VIEW"), ImmutableMap.of())));

        assertThat(jobs().find("pipeline"))
                .extracting(Deployed::ownership, Deployed::creator)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Ownership.SOMEBODY_ELSES, TestWorkspace.OTHER));
    }

    @Test
    void the_scripts_are_there_before_a_job_names_them() throws Exception {
        jobs().create(Plans.job(Plans.CLUSTER));

        String script = workspace
                .sent(CREATE)
                .get(0)
                .at("/tasks/0/spark_python_task/python_file")
                .asText();
        assertThat(Files.readString(workspace.emulated.root().resolve(script.substring(1))))
                .isEqualTo("# the script of load_and_validate\n");
        assertThat(jobs().textsInUse()).contains(script);
    }

    @Test
    void another_version_of_the_program_is_a_difference_of_the_tag_only() {
        Deployed job = jobs().create(Plans.job(Plans.CLUSTER));

        assertThat(version("2").differences(job, Plans.job(Plans.CLUSTER)))
                .containsExactly(new Difference("tags.dyndeps", "\"1.2.3\"", "\"2\""));
    }

    @Test
    void what_the_service_and_others_add_is_no_difference() {
        Deployed job = jobs().create(Plans.job(Plans.CLUSTER));
        update(job, "{\"description\": \"by hand\", \"tags\": {\"dyndeps\": \"1.2.3\", \"more\": \"x\"}}");

        assertThat(jobs().differences(job, Plans.job(Plans.CLUSTER))).isEmpty();
    }

    @Test
    void what_was_changed_by_hand_is_put_back() {
        Deployed job = jobs().create(Plans.job(Plans.CLUSTER));
        update(job, "{\"timeout_seconds\": 5}");

        assertThat(jobs().differences(job, Plans.job(Plans.CLUSTER)))
                .containsExactly(new Difference("timeout_seconds", "5", "7200"));
        jobs().update(job, Plans.job(Plans.CLUSTER));
        assertThat(jobs().differences(job, Plans.job(Plans.CLUSTER))).isEmpty();
    }

    private void update(Deployed job, String settings) {
        ObjectNode request = Json.object().put("job_id", Long.parseLong(job.id()));
        request.set("new_settings", TestWorkspace.json(settings));
        new Api(workspace.connection()).post(Api.JOBS + "update", request);
    }

    @Test
    void permissions_are_compared_and_granted_beside_those_of_others() {
        Deployed job = jobs().create(Plans.job(Plans.CLUSTER));
        JobDefinition shared = Plans.job(
                Plans.CLUSTER, Plans.settings(ImmutableMap.of("analysts", "CAN_MANAGE_RUN"), ImmutableMap.of()));
        jobs().update(
                        job,
                        Plans.job(
                                Plans.CLUSTER,
                                Plans.settings(ImmutableMap.of("a@example.com", "CAN_VIEW"), ImmutableMap.of())));

        assertThat(jobs().differences(job, shared))
                .containsExactly(new Difference("access_control_list[analysts]", "", "\"CAN_MANAGE_RUN\""));
        jobs().update(job, shared);
        assertThat(jobs().differences(job, shared)).isEmpty();
        assertThat(new JobAccess(new Api(workspace.connection()))
                        .differences(job.id(), ImmutableMap.of("a@example.com", "CAN_VIEW")))
                .isEmpty();
    }

    @Test
    void jobs_are_found_on_all_pages() {
        IntStream.range(0, 101).forEach(n -> put("job" + n, Ownership.SOMEBODY_ELSES));
        jobs().create(Plans.job(Plans.SERVERLESS));
        workspace.faults().clear();

        assertThat(new JobList(new Api(workspace.connection())).all()).hasSize(102);
    }

    @Test
    void a_definition_that_the_service_refuses_is_the_users_to_change() {
        workspace.faults().arm(RESET, Fault.error(400, "INVALID_PARAMETER_VALUE", "Cluster validation error: no."));
        Deployed job = jobs().create(Plans.job(Plans.CLUSTER));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> jobs().update(job, Plans.job(Plans.CLUSTER)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OPTION_INVALID));
    }

    @Test
    void a_creation_that_fails_is_not_repeated() {
        workspace.faults().arm(CREATE, Fault.internalError());

        assertThatExceptionOfType(RemoteError.class).isThrownBy(() -> jobs().create(Plans.job(Plans.CLUSTER)));
        assertThat(workspace.sent(CREATE)).hasSize(1);
    }

    @Test
    void a_deployed_job_runs() {
        Deployed job = jobs().create(Plans.job(Plans.CLUSTER));

        JsonNode started = new Api(workspace.connection())
                .post(Api.JOBS + "run-now", Json.object().put("job_id", Long.parseLong(job.id())));

        RunService service = new RunService(new Api(workspace.connection()), TestWorkspace.QUICK);
        while (!service.view(started.path("run_id").asLong()).status().hasEnded()) {
            Thread.onSpinWait();
        }
        assertThat(workspace.ran())
                .containsExactly("load_and_validate [--wheelhouse, none]", "cleanup [--run, , --load-state, success]");
    }
}
