package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ObjectArrays;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy} does to the jobs of a workspace; nothing is run. Each test has a workspace of its own. */
class DeployIT {
    private static final List<String> ALL = List.of(
            "dynamic_deps_cluster",
            "test_pure_python",
            "test_packaged",
            "test_existing_wheels",
            "test_mixed",
            "test_nested");

    @RegisterExtension
    final DatabricksWorkspace databricks = DatabricksWorkspace.standard();

    @TempDir
    Path folder;

    private String program = "";

    /** Any file will do where nothing is run. */
    @BeforeEach
    void makeProgram() throws IOException {
        program = Files.writeString(folder.resolve("dyndeps-1-py3-none-any.whl"), "one")
                .toString();
    }

    @Test
    void all_jobs_are_made_once_and_a_second_deploy_changes_nothing_and_says_so() {
        Dyndeps.Result first = deploy();

        assertThat(first.status()).as(first.everything()).isZero();
        assertThat(first.out().lines().filter(line -> line.startsWith("created ")))
                .hasSize(ALL.size());
        assertThat(first.out()).contains(databricks.workspace().url() + "/jobs/");
        assertThat(ALL)
                .allSatisfy(name -> assertThat(databricks
                                .person()
                                .job(name)
                                .at("/settings/max_concurrent_runs")
                                .asInt())
                        .isGreaterThan(1));
        List<String> files = databricks.below(DatabricksWorkspace.VOLUME);

        Dyndeps.Result second = deploy();

        assertThat(second.status()).isZero();
        assertThat(second.out()).endsWith("nothing to change\n").doesNotContain("created", "updated", "sent");
        assertThat(databricks.below(DatabricksWorkspace.VOLUME)).isEqualTo(files);
    }

    @Test
    void where_the_job_for_ones_own_input_looks_for_it_is_said_each_time() {
        String line = "its input: " + DatabricksWorkspace.VOLUME
                + "/input/my-deps.zip; a run can name another by its parameter input_path\n";

        assertThat(deploy("--only", "dynamic_deps_cluster", "--dry-run").out()).contains(line);
        assertThat(deploy("--only", "dynamic_deps_cluster").out()).contains(line);
        assertThat(deploy("--only", "dynamic_deps_cluster").out()).contains("unchanged", line);
        assertThat(deploy("--only", "test_mixed").out()).doesNotContain("its input");
    }

    @Test
    void serverless_jobs_stand_beside_those_on_clusters() {
        deploy("--only", "test_mixed");
        deploy("--only", "test_mixed", "--serverless");

        JsonNode cluster = databricks.person().job("test_mixed").path("settings");
        JsonNode serverless = databricks.person().job("test_mixed_serverless").path("settings");
        assertThat(cluster.at("/job_clusters/0/new_cluster/spark_version").asText())
                .isEqualTo("14.3.x-scala2.12");
        assertThat(cluster.at("/job_clusters/0/new_cluster/num_workers").asInt())
                .isEqualTo(1);
        assertThat(serverless.path("job_clusters")).isEmpty();
        assertThat(serverless.at("/environments/0/spec/environment_version").asText())
                .isEqualTo("4");
    }

    @Test
    void a_dry_run_prints_what_would_be_made_and_makes_nothing() {
        Dyndeps.Result dry = deploy("--dry-run");

        assertThat(dry.status()).as(dry.everything()).isZero();
        assertThat(dry.out()).contains("would create   dynamic_deps_cluster", "would send     ", "pure_python.zip");
        assertThat(databricks.person().get("jobs/list", Map.of()).path("jobs")).isEmpty();
        assertThat(databricks.below(DatabricksWorkspace.VOLUME)).isEmpty();
    }

    @Test
    void a_dry_run_prints_the_difference_that_a_deploy_then_makes() {
        deploy("--only", "test_nested");

        Dyndeps.Result dry = deploy("--only", "test_nested", "--target", "dbr-15.4", "--dry-run");

        String version = "job_clusters.0.new_cluster.spark_version";
        assertThat(dry.out()).contains("would update   test_nested", "14.3.x-scala2.12", "-> ", "15.4.x-scala2.12");
        assertThat(sparkVersion("test_nested")).as(version).isEqualTo("14.3.x-scala2.12");

        Dyndeps.Result real = deploy("--only", "test_nested", "--target", "dbr-15.4");

        assertThat(real.out()).contains("updated        test_nested");
        assertThat(sparkVersion("test_nested")).isEqualTo("15.4.x-scala2.12");
    }

    @Test
    void a_job_that_somebody_else_made_is_left_alone_and_the_others_are_made() {
        ObjectNode shown = foreign("test_mixed");
        shown.putArray("access_control_list")
                .addObject()
                .put("user_name", DatabricksWorkspace.USER)
                .put("permission_level", "CAN_VIEW");
        new Person(
                        databricks.workspace().url(),
                        databricks.workspace().identities().newToken("ann@example.com"))
                .create(shown);
        JsonNode before = databricks.person().job("test_mixed");

        Dyndeps.Result result = deploy();

        assertThat(result.status()).as(result.everything()).isEqualTo(2);
        assertThat(result.out())
                .contains("left alone     test_mixed: ", "ann@example.com", "created        test_nested");
        assertThat(databricks.person().job("test_mixed")).isEqualTo(before);
    }

    @Test
    void a_job_of_a_bundle_and_one_that_is_locked_are_left_alone() {
        ObjectNode bundled = foreign("test_mixed");
        bundled.putObject("deployment").put("kind", "BUNDLE").put("metadata_file_path", "/Workspace/x");
        databricks.person().create(bundled);
        databricks.person().create(foreign("test_nested").put("edit_mode", "UI_LOCKED"));

        Dyndeps.Result result = deploy();

        assertThat(result.status()).as(result.everything()).isEqualTo(2);
        assertThat(result.out())
                .contains("left alone     test_mixed: an asset bundle manages it")
                .contains("left alone     test_nested: it is locked for changes");
        assertThat(databricks
                        .person()
                        .job("test_mixed")
                        .at("/settings/tasks/0/task_key")
                        .asText())
                .isEqualTo("other");
    }

    @Test
    void two_jobs_of_one_name_are_an_error_that_lists_them_and_nothing_is_made() {
        long first = databricks.person().create(foreign("test_mixed"));
        long second = databricks.person().create(foreign("test_mixed"));

        Dyndeps.Result result = deploy();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("test_mixed: there are 2 jobs of this name", "/jobs/" + first, "/jobs/" + second);
        assertThat(databricks.person().get("jobs/list", Map.of()).path("jobs")).hasSize(2);
        assertThat(databricks.below(DatabricksWorkspace.VOLUME)).isEmpty();
    }

    @Test
    void serverless_jobs_on_dbfs_are_refused_before_anything_is_asked() {
        Dyndeps.Result result = deploy("--serverless", "--base", DatabricksWorkspace.DBFS);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("serverless compute cannot read DBFS", "--base /Volumes/");
        assertThat(databricks.workspace().recorded()).isEmpty();
    }

    private String sparkVersion(String job) {
        return databricks
                .person()
                .job(job)
                .at("/settings/job_clusters/0/new_cluster/spark_version")
                .asText();
    }

    private static ObjectNode foreign(String name) {
        ObjectNode settings = new ObjectMapper().createObjectNode().put("name", name);
        settings.putArray("tasks")
                .addObject()
                .put("task_key", "other")
                .put("environment_key", "e")
                .putObject("spark_python_task")
                .put("python_file", "/Workspace/other.py");
        settings.putArray("environments")
                .addObject()
                .put("environment_key", "e")
                .putObject("spec")
                .put("environment_version", "4");
        return settings;
    }

    private Dyndeps.Result deploy(String... options) {
        return databricks.run(
                ObjectArrays.concat(new String[] {"deploy", "--program", program}, options, String.class));
    }
}
