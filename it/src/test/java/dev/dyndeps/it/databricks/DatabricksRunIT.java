package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ObjectArrays;
import dev.dyndeps.emulator.jobs.engine.RunView;
import dev.dyndeps.it.Dyndeps;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --on databricks}: what a user sees of it, and what it does in the workspace. */
class DatabricksRunIT {
    private static final String CLUSTER = "1127-064500-shared01";

    @RegisterExtension
    static final DatabricksWorkspace DATABRICKS =
            DatabricksWorkspace.with(options -> options.withCluster(CLUSTER, "14.3.x-scala2.12"));

    @TempDir
    Path folder;

    private String input = "";

    @BeforeEach
    void makeInput() throws IOException {
        Path wheels = folder.resolve("input");
        WheelMaker.wheel("shout", "1.2").writeTo(wheels);
        input = wheels.toString();
    }

    @Test
    void a_job_cluster_is_watched_task_by_task_and_the_job_is_as_the_options_say() {
        Dyndeps.Result result = run(
                "--base",
                DatabricksWorkspace.DBFS,
                "--tag",
                "team=data",
                "--permission",
                "ann@example.com=CAN_VIEW",
                "--run-as",
                DatabricksWorkspace.USER,
                "--timeout",
                "90m");

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.out())
                .containsPattern("driver .* shout 1.2\n")
                .containsPattern("worker .* shout 1.2\n")
                .contains("existing_wheels: every requested import works on every node");
        RunView run = lastRun();
        assertThat(result.err())
                .containsSubsequence(
                        "store ",
                        "submit ",
                        "the run's page: " + DATABRICKS.workspace().url(),
                        "load_and_validate: running, ",
                        "load_and_validate: succeeded in ",
                        "Removed " + DatabricksWorkspace.DBFS + "/runs/",
                        "cleanup: succeeded in ");
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();

        Person person = DATABRICKS.person();
        JsonNode settings = person.get("jobs/get", Map.of("job_id", Long.toString(run.jobId())))
                .path("settings");
        assertThat(settings.at("/tags/team").asText()).isEqualTo("data");
        assertThat(settings.at("/run_as/user_name").asText()).isEqualTo(DatabricksWorkspace.USER);
        assertThat(settings.at("/timeout_seconds").asInt()).isEqualTo(90 * 60);
        assertThat(settings.at("/job_clusters/0/new_cluster/num_workers").asInt())
                .isEqualTo(1);
        assertThat(settings.at("/job_clusters/0/new_cluster/data_security_mode").asText())
                .isEqualTo("SINGLE_USER");
        assertThat(DATABRICKS.workspace().recorded())
                .filteredOn(request -> request.path().endsWith("/jobs/create"))
                .filteredOn(request -> request.body().contains("\"team\":\"data\""))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).contains("ann@example.com", "CAN_VIEW"));
    }

    @Test
    void a_program_gets_its_arguments_on_a_cluster_that_is_there_and_the_folder_stays_if_it_is_to() throws IOException {
        Path main = Files.writeString(folder.resolve("program.py"), """
                import sys
                from pyspark.sql import SparkSession
                import shout
                spark = SparkSession.builder.getOrCreate()
                print("the program has", sys.argv[1:], shout.__version__, spark.range(7).count())
                """);

        Dyndeps.Result result = Dyndeps.run(
                DATABRICKS.variables(),
                "run",
                input,
                "--on",
                "databricks",
                "--compute",
                "cluster:" + CLUSTER,
                "--no-cleanup",
                "--main",
                main.toString(),
                "--",
                "--date",
                "2026-01-01, or so");

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.err())
                .contains("runs on the shared cluster " + CLUSTER + " are not isolated from one another")
                .contains("the program has ['--date', '2026-01-01, or so'] 1.2 7");
        String left = result.out().lines().reduce("", (before, line) -> line);
        assertThat(left).startsWith("left: " + DatabricksWorkspace.VOLUME + "/runs/");
        assertThat(DATABRICKS.leftOfRuns()).contains(left.substring("left: ".length()));

        Dyndeps.Result kept = DATABRICKS.run("clean", "--base", DatabricksWorkspace.VOLUME);

        assertThat(kept.out()).as("the process that made it is this one").startsWith("kept ");
        DATABRICKS.removeRuns();
    }

    @Test
    void serverless_compute_runs_the_checks_and_says_what_it_could_prove() throws IOException {
        Path check = Files.writeString(folder.resolve("check.py"), """
                import shout
                assert shout.__version__ == "1.2"
                assert spark.range(5).count() == 5
                assert "sc" not in globals()
                """);

        Dyndeps.Result result = run("--compute", "serverless", "--check", check.toString());

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.out())
                .containsPattern("driver .* 3\\.12\\.\\d+ .* shout 1.2\n")
                .containsPattern("worker .* 3\\.12\\.\\d+ .* shout 1.2\n")
                .contains("works on the driver and on each worker that showed up  (");
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    @Test
    void the_first_task_can_process_the_input_with_the_wheel_of_this_program() {
        assumeFalse(Boolean.getBoolean("dyndeps.quick"), "-Dquick makes no wheel of the program");

        Dyndeps.Result result = Dyndeps.run(
                DATABRICKS.variables(),
                "run",
                Dyndeps.example("pure_python.zip"),
                "--on",
                "databricks",
                "--process",
                "cluster");

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.err())
                .containsSubsequence(
                        "Built " + DatabricksWorkspace.VOLUME + "/runs/",
                        "process: succeeded in ",
                        "load_and_validate: succeeded in ",
                        "cleanup: succeeded in ");
        assertThat(result.out()).contains("driver", "worker", "user_modules", "every requested import works");
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    @Test
    void a_program_that_fails_is_shown_with_its_own_frames_and_the_job_is_red_and_cleaned_up() throws IOException {
        Path main = Files.writeString(folder.resolve("program.py"), """
                import shout

                def count():
                    raise LookupError("no rows for " + shout.__version__)

                count()
                """);

        Dyndeps.Result result = run("--main", main.toString());

        assertThat(result.status()).as(result.everything()).isEqualTo(5);
        assertThat(result.out())
                .contains("load_and_validate: FAILED", "in count", "LookupError: no rows for 1.2", "FAILED  (")
                .doesNotContain("/.dyndeps/", "cleanup: FAILED");
        assertThat(result.err()).contains("load_and_validate: failed after ", "Removed ");
        assertRedAndCleanedUp();
    }

    @Test
    void a_check_that_fails_is_shown_and_the_run_is_red_and_cleaned_up() throws IOException {
        Path check = Files.writeString(folder.resolve("check.py"), "assert 1 + 1 == 3, 'sums are off'\n");

        Dyndeps.Result result = run("--compute", "serverless", "--check", check.toString());

        assertThat(result.status()).as(result.everything()).isEqualTo(5);
        assertThat(result.out()).contains("check.py", "AssertionError: sums are off", "FAILED  (");
        assertRedAndCleanedUp();
    }

    @Test
    void dbfs_is_refused_for_serverless_compute_before_anything_is_asked() {
        int before = DATABRICKS.workspace().recorded().size();

        Dyndeps.Result result = run("--compute", "serverless", "--base", DatabricksWorkspace.DBFS);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("serverless compute cannot read DBFS", "--base /Volumes/");
        assertThat(DATABRICKS.workspace().recorded()).hasSize(before);
    }

    @Test
    void a_job_cluster_and_serverless_compute_are_compared_stage_by_stage() {
        Dyndeps.Result result = DATABRICKS.run("compare", input);

        assertThat(result.status()).as(result.everything()).isZero();
        String number = " +\\d+\\.\\d +\\d+\\.\\d\n";
        assertThat(result.out())
                .containsPattern("SECONDS +a job cluster of 14.3.x-scala2.12 +serverless 4\n")
                .containsPattern("pack" + number)
                .containsPattern("store" + number)
                .containsPattern("load_and_validate" + number)
                .containsPattern("cleanup" + number)
                .containsPattern("in all" + number)
                .containsPattern("result +ok +ok");
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    private static void assertRedAndCleanedUp() {
        JsonNode run = DATABRICKS.person().run(lastRun().runId());
        assertThat(run.at("/state/result_state").asText()).isEqualTo("FAILED");
        assertThat(StreamSupport.stream(run.path("tasks").spliterator(), false))
                .allMatch(task -> task.at("/state/result_state").asText().equals("FAILED"));
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    /** Tests of a class run one after the other. */
    private static RunView lastRun() {
        return DATABRICKS.jobs().runs().list().get(0);
    }

    private Dyndeps.Result run(String... options) {
        return DATABRICKS.run(
                ObjectArrays.concat(new String[] {"run", input, "--on", "databricks"}, options, String.class));
    }
}
