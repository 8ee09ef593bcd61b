package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.http.Recorded;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.testkit.RecordingProgress;
import dev.dyndeps.testkit.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionTest {
    private static final String CREATE = "POST /api/2.2/jobs/create";
    private static final String RUN_NOW = "POST /api/2.2/jobs/run-now";
    private static final String SUBMIT = "POST /api/2.2/jobs/runs/submit";
    private static final String IMPORT = "POST /api/2.0/workspace/import";

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

    @Test
    void runs_of_the_same_settings_share_one_job_and_have_their_own_parameters() {
        assertThat(run(Plans.plan(Plans.CLUSTER, 1)).succeeded()).isTrue();
        assertThat(run(Plans.plan(Plans.CLUSTER, 2)).succeeded()).isTrue();

        assertThat(workspace.sent(CREATE)).hasSize(1);
        assertThat(workspace.ran())
                .containsExactly(
                        "load_and_validate [--wheelhouse, /Volumes/w1.zip]",
                        "cleanup [--run, " + Plans.runId(1) + ", --load-state, success]",
                        "load_and_validate [--wheelhouse, /Volumes/w2.zip]",
                        "cleanup [--run, " + Plans.runId(2) + ", --load-state, success]");
        assertThat(workspace.sent(IMPORT)).hasSize(2);
    }

    @Test
    void other_settings_are_another_job() {
        run(Plans.plan(Plans.CLUSTER, 1));
        run(Plans.plan(new Compute.JobCluster("14.3.x-scala2.12", 2, "{}"), 2));
        run(Plans.plan(
                Plans.job(
                        Plans.CLUSTER, Plans.settings(ImmutableMap.of("a@example.com", "CAN_VIEW"), ImmutableMap.of())),
                3));

        assertThat(workspace.sent(CREATE))
                .extracting(job -> job.path("name").asText())
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_job_is_made_with_tags_permissions_a_chosen_node_type_and_scripts_of_our_own_folder() {
        run(Plans.plan(
                Plans.job(
                        Plans.CLUSTER,
                        Plans.settings(ImmutableMap.of("analysts", "CAN_VIEW"), ImmutableMap.of("team", "data"))),
                1));

        JsonNode job = workspace.sent(CREATE).get(0);
        assertThat(job.path("name").asText()).matches("dyndeps run [0-9a-f]{12}");
        assertThat(job.path("tags")).isEqualTo(TestWorkspace.json("{\"team\": \"data\", \"dyndeps\": \"1.2.3\"}"));
        assertThat(job.path("access_control_list"))
                .isEqualTo(TestWorkspace.json("[{\"group_name\": \"analysts\", \"permission_level\": \"CAN_VIEW\"}]"));
        assertThat(job.at("/job_clusters/0/new_cluster/node_type_id").asText()).isEqualTo("m5d.xlarge");
        assertThat(job.at("/tasks/0/spark_python_task/python_file").asText())
                .matches("/Workspace/Users/user@example.com/\\.dyndeps/[0-9a-f]{12}/load_and_validate\\.py");
    }

    @Test
    void a_run_is_named_by_its_token() {
        run(Plans.plan(Plans.CLUSTER, 1));
        run(Plans.plan(Plans.SERVERLESS, 2));

        assertThat(workspace.sent(RUN_NOW).get(0).path("idempotency_token").asText())
                .isEqualTo(Plans.runId(1).toString());
        assertThat(workspace.sent(SUBMIT).get(0).path("idempotency_token").asText())
                .isEqualTo(Plans.runId(2).toString());
    }

    @Test
    void a_one_time_run_has_the_values_in_its_tasks_and_its_id_in_its_name() {
        run(Plans.plan(Plans.SERVERLESS, 1));

        JsonNode run = workspace.sent(SUBMIT).get(0);
        assertThat(run.path("run_name").asText()).isEqualTo("pipeline " + Plans.runId(1));
        assertThat(run.at("/tasks/0/spark_python_task/parameters"))
                .isEqualTo(TestWorkspace.json("[\"--wheelhouse\", \"/Volumes/w1.zip\"]"));
        assertThat(workspace.sent(CREATE)).isEmpty();
    }

    @Test
    void a_shared_cluster_comes_with_a_warning() {
        RecordingProgress progress = new RecordingProgress();

        workspace.runner().submit(Plans.plan(Plans.SHARED, 1), progress).await();

        assertThat(progress.events()).anyMatch(line -> line.contains("not isolated from one another"));
    }

    @Test
    void a_Spark_master_is_somebody_elses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Plans.plan(new Compute.SparkMaster("local", Optional.empty()), 1)));
    }

    @Test
    void somebody_elses_job_of_the_same_name_is_not_ours() {
        run(Plans.plan(Plans.CLUSTER, 1));
        String name = workspace.sent(CREATE).get(0).path("name").asText();
        workspace.close();
        workspace = new TestWorkspace(folder.resolve("other"));
        Api others = new Api(workspace.connectionOf(TestWorkspace.OTHER));
        others.post(Api.JOBS + "create", (com.fasterxml.jackson.databind.node.ObjectNode)
                TestWorkspace.json("""
                {"name": "%s", "tasks": [{"task_key": "evil", "existing_cluster_id": "%s",
                  "spark_python_task": {"python_file": "/Workspace/evil.py"}}],
                 "access_control_list": [{"user_name": "user@example.com", "permission_level": "CAN_MANAGE"}]}""".formatted(name, TestWorkspace.SHARED_CLUSTER)));

        run(Plans.plan(Plans.CLUSTER, 2));

        assertThat(workspace.ran()).hasSize(2).noneMatch(task -> task.startsWith("evil"));
    }

    @Test
    void a_job_that_was_edited_since_is_put_right() {
        run(Plans.plan(Plans.CLUSTER, 1));
        long job = workspace.sent(RUN_NOW).get(0).path("job_id").asLong();
        new Api(workspace.connection()).post(Api.JOBS + "update", (com.fasterxml.jackson.databind.node.ObjectNode)
                TestWorkspace.json("{\"job_id\": %d, \"new_settings\": {\"timeout_seconds\": 1}}".formatted(job)));

        run(Plans.plan(Plans.CLUSTER, 2));

        assertThat(workspace.sent("POST /api/2.2/jobs/reset")).hasSize(1);
        assertThat(workspace.sent(CREATE)).hasSize(1);
    }

    @Test
    void the_oldest_job_counts_where_two_are_made_at_once() {
        Threads.atOnce(4, n -> run(Plans.plan(Plans.CLUSTER, n)));

        run(Plans.plan(Plans.CLUSTER, 5));

        ImmutableList<JsonNode> runs = workspace.sent(RUN_NOW);
        assertThat(new JobList(new Api(workspace.connection())).all()).hasSize(1);
        assertThat(runs)
                .hasSize(5)
                .extracting(run -> run.path("job_id").asLong())
                .containsOnly(runs.get(4).path("job_id").asLong());
    }

    @Test
    void a_job_whose_answer_was_lost_is_found_by_its_name() {
        workspace.faults().arm(CREATE, Fault.internalError());

        assertThatExceptionOfType(RemoteError.class).isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)));

        workspace.faults().arm(CREATE, madeThenFailed());
        assertThat(run(Plans.plan(Plans.CLUSTER, 2)).succeeded()).isTrue();
        assertThat(new JobList(new Api(workspace.connection())).all()).hasSize(1);
    }

    /** The service does what was asked and says that it failed. */
    private static Fault madeThenFailed() {
        return (call, usual) -> {
            usual.handle(call);
            return Fault.internalError().strike(call, usual);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {RUN_NOW, SUBMIT})
    void a_start_whose_answer_was_lost_is_repeated_and_starts_one_run(String request) {
        workspace.faults().arm(request, madeThenFailed());

        JobOutcome outcome = run(Plans.plan(request.equals(SUBMIT) ? Plans.SERVERLESS : Plans.CLUSTER, 1));

        assertThat(outcome.succeeded()).isTrue();
        assertThat(workspace.sent(request)).hasSize(2);
        assertThat(workspace.ran()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {RUN_NOW, SUBMIT})
    void a_start_that_hears_nothing_is_repeated_and_starts_one_run(String request) {
        CountDownLatch over = new CountDownLatch(1);
        workspace.faults().arm(request, (call, usual) -> {
            usual.handle(call);
            return Fault.heldUntil(over).strike(call, usual);
        });
        DatabricksJobRunner hasty = new DatabricksJobRunner(
                workspace.connectionThatWaits(Duration.ofMillis(400)),
                TestWorkspace.scripts(),
                TestWorkspace.VERSION,
                TestWorkspace.QUICK);

        JobOutcome outcome = hasty.submit(
                        Plans.plan(request.equals(SUBMIT) ? Plans.SERVERLESS : Plans.CLUSTER, 1), ProgressListener.NONE)
                .await();
        over.countDown();

        assertThat(outcome.succeeded()).isTrue();
        assertThat(workspace.ran()).hasSize(2);
    }

    @Test
    void who_is_interrupted_while_a_run_starts_leaves_none_that_works() {
        Thread caller = Thread.currentThread();
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
        workspace.faults().arm(RUN_NOW, (call, usual) -> {
            usual.handle(call);
            caller.interrupt();
            return Fault.unavailable().strike(call, usual);
        });

        assertThatExceptionOfType(Interrupted.class).isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(workspace.jobs.runs().list()).hasSize(1);
        assertThat(workspace.sent("POST /api/2.2/jobs/runs/cancel")).hasSize(1);
    }

    @Test
    void a_start_that_fails_again_and_again_is_an_error() {
        workspace.faults().arm(RUN_NOW, Fault.internalError(), 3);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)))
                .withMessageContaining("starting the run");
        assertThat(workspace.faults().left()).isZero();
        assertThat(workspace.ran()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {RUN_NOW, SUBMIT})
    void a_start_whose_answers_are_all_lost_is_an_error_that_says_that_there_may_be_a_run_and_where_to_look(
            String request) {
        workspace.faults().arm(request, Fault.answerLost(), 3);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> run(Plans.plan(request.equals(SUBMIT) ? Plans.SERVERLESS : Plans.CLUSTER, 1)))
                .withMessageContaining("starting the run")
                .withMessageEndingWith("; the run may have been started all the same")
                .satisfies(e -> assertThat(e.next())
                        .startsWith("Look at " + workspace.emulated.url() + "/jobs/runs ")
                        .endsWith("dyndeps clean"));
        assertThat(workspace.jobs.runs().list()).hasSize(1);
    }

    @Test
    void a_start_that_the_service_refuses_started_nothing_and_says_nothing_of_a_run() {
        workspace.faults().arm(RUN_NOW, Fault.error(400, "INVALID_PARAMETER_VALUE", "no"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)))
                .withMessageNotContaining("started all the same");
        assertThat(workspace.jobs.runs().list()).isEmpty();
    }

    @Test
    void a_service_that_is_too_busy_all_the_time_started_nothing_either() {
        workspace.faults().arm(RUN_NOW, Fault.tooManyRequests(java.util.OptionalInt.of(0)), 1000);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)))
                .withMessageContaining("REQUEST_LIMIT_EXCEEDED")
                .satisfies(e -> assertThat(e.getMessage() + e.next()).doesNotContain("started all the same", "clean"));
        assertThat(workspace.jobs.runs().list()).isEmpty();
    }

    @Test
    void a_busy_service_is_asked_again() {
        workspace.faults().arm(CREATE, Fault.tooManyRequests(java.util.OptionalInt.of(0)));
        workspace.faults().arm(RUN_NOW, Fault.unavailable());

        assertThat(run(Plans.plan(Plans.CLUSTER, 1)).succeeded()).isTrue();
        assertThat(workspace.ran()).hasSize(2);
    }

    @Test
    void what_the_page_of_a_run_is_cannot_be_asked_and_the_run_goes_on() {
        workspace.faults().arm("GET /api/2.2/jobs/runs/get", Fault.internalError());
        RecordingProgress progress = new RecordingProgress();

        assertThat(workspace
                        .runner()
                        .submit(Plans.plan(Plans.SERVERLESS, 1), progress)
                        .await()
                        .succeeded())
                .isTrue();
        assertThat(progress.events()).anyMatch(line -> line.contains("/jobs/runs/"));
    }

    @Test
    void a_runtime_that_the_workspace_does_not_have_is_refused_before_anything_is_made() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(new Compute.JobCluster("9.1.x-scala2.12", 1, "{}"), 1)))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--target"))
                .satisfies(e -> assertThat(e.what()).contains("9.1.x-scala2.12"))
                .satisfies(e -> assertThat(e.next()).contains("14.3.x-scala2.12"));
        assertThat(workspace.sent(CREATE)).isEmpty();
        assertThat(workspace.sent(IMPORT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"node_type_id", "driver_node_type_id"})
    void a_node_type_that_the_workspace_does_not_have_is_refused(String field) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(
                        new Compute.JobCluster("14.3.x-scala2.12", 1, "{\"" + field + "\": \"Standard_X\"}"), 1)))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--cluster-spec"))
                .satisfies(e -> assertThat(e.what()).contains("Standard_X"))
                .satisfies(e -> assertThat(e.next()).contains("m5d.xlarge"));
    }

    @Test
    void a_cluster_that_the_service_refuses_is_the_users_to_change() {
        workspace
                .faults()
                .arm(CREATE, Fault.error(400, "INVALID_PARAMETER_VALUE", "Cluster validation error: no zone."));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OPTION_INVALID))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--cluster-spec"))
                .satisfies(e -> assertThat(e.what()).endsWith("Cluster validation error: no zone"));
    }

    @Test
    void who_may_not_make_clusters_is_told_what_else_there_is() {
        workspace
                .faults()
                .arm(CREATE, Fault.error(403, "PERMISSION_DENIED", "You are not authorized to create clusters."));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED))
                .satisfies(e -> assertThat(e.next()).contains("policy_id", "--compute serverless"));
    }

    @Test
    void a_shared_cluster_that_is_not_there_is_named() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(new Compute.ExistingCluster("0000-000000-gone"), 1)))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--compute cluster:0000-000000-gone"));
    }

    @Test
    void an_environment_that_is_not_there_is_refused_in_the_services_words() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(new Compute.Serverless("99"), 1)))
                .satisfies(e -> assertThat(e.what()).contains("99"));
    }

    @ParameterizedTest
    @ValueSource(strings = {CREATE, RUN_NOW, IMPORT})
    void who_may_not_is_told_so(String request) {
        workspace.faults().arm(request, Fault.error(403, "PERMISSION_DENIED", "not you"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/2.1/clusters/spark-versions",
                "GET /api/2.1/clusters/list-node-types",
                "GET /api/2.2/jobs/list",
                "GET /api/2.0/workspace/list",
                "POST /api/2.0/workspace/mkdirs",
                IMPORT,
                CREATE,
                RUN_NOW
            })
    void a_token_that_expired_is_said_at_each_step_and_starts_nothing(String request) {
        workspace.faults().arm(request, Fault.expiredToken());

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.CLUSTER, 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.SIGN_IN));
        assertThat(workspace.ran()).isEmpty();
    }

    @Test
    void a_level_that_jobs_do_not_have_is_refused() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(
                        Plans.job(
                                Plans.SERVERLESS,
                                Plans.settings(ImmutableMap.of("a@example.com", "CAN_FLY"), ImmutableMap.of())),
                        1)))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--permission a@example.com=CAN_FLY"));
    }

    @Test
    void the_token_is_nowhere_but_in_the_header_of_requests() {
        RecordingProgress progress = new RecordingProgress();
        workspace.runner().submit(Plans.plan(Plans.CLUSTER, 1), progress).await();

        assertThat(progress.events().toString()).doesNotContain(workspace.emulated.token());
        assertThat(workspace.emulated.recorded())
                .extracting(Recorded::body)
                .noneMatch(body -> body.contains(workspace.emulated.token()));
    }

    @Test
    void whom_the_run_acts_for_may_read_the_scripts() {
        run(Plans.plan(Plans.job(Plans.CLUSTER, Plans.runAs(TestWorkspace.OTHER)), 1));

        ImmutableSet<String> granted = workspace.emulated.recorded().stream()
                .filter(one -> one.method().equals("PATCH"))
                .map(Recorded::body)
                .collect(ImmutableSet.toImmutableSet());
        assertThat(granted)
                .containsExactly(
                        "{\"access_control_list\":[{\"user_name\":\"other@example.com\",\"permission_level\":\"CAN_READ\"}]}");
        assertThat(workspace.ran()).hasSize(2);
        assertThat(workspace.sent(CREATE).get(0).at("/run_as/user_name").asText())
                .isEqualTo(TestWorkspace.OTHER);
    }

    @Test
    void where_the_scripts_cannot_be_shared_it_is_said_what_to_grant() {
        workspace.faults().arm("PATCH *", Fault.error(403, "PERMISSION_DENIED", "no"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(Plans.plan(Plans.job(Plans.CLUSTER, Plans.runAs(TestWorkspace.OTHER)), 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED))
                .satisfies(e ->
                        assertThat(e.what()).contains("letting other@example.com read the task scripts (CAN_READ)"));
        assertThat(workspace.ran()).isEmpty();
    }

    private JobOutcome run(JobPlan plan) {
        return workspace.runner().submit(plan, ProgressListener.NONE).await();
    }
}
