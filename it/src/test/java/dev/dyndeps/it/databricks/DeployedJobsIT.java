package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The six jobs, on a job cluster and on serverless compute: deployed by the program,
 * started by a person from the workspace's pages. Each builds its wheelhouse by its first task, with the program's wheel.
 */
@Tag("registry")
class DeployedJobsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String REPORT = "DYNDEPS-REPORT ";
    private static final String OWN = "dynamic_deps_cluster";

    /** What each imports, at the least. */
    private static final ImmutableMap<String, List<String>> ROOTS = ImmutableMap.of(
            OWN,
            List.of("pandas", "requests"),
            "test_pure_python",
            List.of("user_modules"),
            "test_packaged",
            List.of("mypkg"),
            "test_existing_wheels",
            List.of("shout", "marks"),
            "test_mixed",
            List.of("orders", "tabulate"),
            "test_nested",
            List.of("shipping", "shout", "marks", "tabulate"));

    /** Its nodes have a cache of wheels that lasts, as clusters with a disk of their own would. */
    @RegisterExtension
    static final DatabricksWorkspace DATABRICKS = DatabricksWorkspace.with(
            options -> options.withNetwork(options.network().with("DYNDEPS_CACHE", Dyndeps.CACHE.toString())));

    @BeforeAll
    static void deploy() throws IOException {
        assumeFalse(Boolean.getBoolean("dyndeps.quick"), "-Dquick makes no wheel of the program");
        for (String base : List.of(DatabricksWorkspace.DBFS, DatabricksWorkspace.VOLUME)) {
            Path input = DATABRICKS.onDisk(base + "/input/my-deps.zip");
            Files.createDirectories(input.getParent());
            Files.copy(Path.of(Dyndeps.example("requirements.zip")), input);
        }
        Dyndeps.Result cluster = DATABRICKS.run(Map.of("DYNDEPS_BASE", ""), "deploy");
        assertThat(cluster.status()).as(cluster.everything()).isZero();
        Dyndeps.Result serverless = DATABRICKS.run("deploy", "--serverless");
        assertThat(serverless.status()).as(serverless.everything()).isZero();
    }

    @Test
    void each_job_on_a_cluster_shows_its_imports_on_the_driver_and_the_worker() {
        runAll("", (job, nodes) -> assertThat(roles(nodes)).as(job).containsExactly("driver", "worker"));
    }

    @Test
    void each_serverless_job_shows_its_imports_on_the_driver_and_on_workers() {
        runAll("_serverless", (job, nodes) -> assertThat(roles(nodes)).as(job).startsWith("driver", "worker"));
    }

    /** What its clean-up task would make green is red: the last task decides on the run. */
    @Test
    void a_run_whose_first_task_fails_is_red_although_it_was_cleaned_up() {
        Person person = DATABRICKS.person();
        JsonNode run = person.ended(person.runNow(
                "test_pure_python", Map.of("input_path", DatabricksWorkspace.DBFS + "/input/another.zip")));

        assertThat(run.at("/state/result_state").asText()).isEqualTo("FAILED");
        assertThat(results(run))
                .isEqualTo(Map.of("process", "FAILED", "load_and_validate", "UPSTREAM_FAILED", "cleanup", "FAILED"));
        assertThat(person.output(run, "process").path("error").asText()).contains("INPUT_MISSING", "another.zip");
        assertThat(person.output(run, "cleanup").path("logs").asText()).contains("Removed ");
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    @Test
    void a_run_that_is_not_to_clean_up_keeps_its_wheelhouse_until_somebody_removes_it() {
        Person person = DATABRICKS.person();
        JsonNode run = person.ended(person.runNow("test_pure_python", Map.of("cleanup_enabled", "false")));
        String folder =
                DatabricksWorkspace.DBFS + "/runs/job-" + run.path("run_id").asLong();

        assertThat(run.at("/state/result_state").asText()).isEqualTo("SUCCESS");
        assertThat(DATABRICKS.below(folder))
                .anyMatch(path -> path.endsWith(".wheelhouse.zip"))
                .anyMatch(path -> path.endsWith(".pylock.toml"))
                .anyMatch(path -> path.endsWith("/dyndeps-run.json"));

        Dyndeps.Result cleaned = DATABRICKS.run("clean", "--base", DatabricksWorkspace.DBFS);

        assertThat(cleaned.out()).contains("removed", folder, "the run has ended");
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    private interface NodesOfJob {
        void expect(String job, List<JsonNode> nodes);
    }

    /** Starts all jobs at once, and waits for each. */
    private static void runAll(String suffix, NodesOfJob expected) {
        Person person = DATABRICKS.person();
        ImmutableMap.Builder<String, Long> runs = ImmutableMap.builder();
        ROOTS.keySet().forEach(job -> runs.put(job, person.runNow(job + suffix, Map.of())));

        runs.buildOrThrow().forEach((job, id) -> {
            JsonNode run = person.ended(id);
            assertThat(results(run).values())
                    .as(job + suffix + ": " + failure(person, run))
                    .containsOnly("SUCCESS")
                    .hasSize(3);
            assertThat(run.at("/state/result_state").asText()).isEqualTo("SUCCESS");
            List<JsonNode> nodes = nodes(person, run);
            expected.expect(job + suffix, nodes);
            for (JsonNode node : nodes) {
                assertThat(texts(node.path("modules"), "name")).as(job).containsAll(ROOTS.get(job));
            }
        });
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    private static Map<String, String> results(JsonNode run) {
        return Person.tasks(run).stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        String::compareTo,
                        task -> task.path("task_key").asText(),
                        task -> task.at("/state/result_state").asText()));
    }

    private static String failure(Person person, JsonNode run) {
        return Person.tasks(run).stream()
                .filter(task -> task.at("/state/result_state").asText().equals("FAILED"))
                .findFirst()
                .map(task -> person.output(run, task.path("task_key").asText()).toPrettyString())
                .orElse("");
    }

    private static List<JsonNode> nodes(Person person, JsonNode run) {
        String report = person.output(run, "load_and_validate")
                .path("logs")
                .asText()
                .lines()
                .filter(line -> line.startsWith(REPORT))
                .findFirst()
                .orElseThrow();
        try {
            return list(JSON.readTree(report.substring(REPORT.length())).path("nodes"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(report, e);
        }
    }

    private static List<String> roles(List<JsonNode> nodes) {
        return nodes.stream().map(node -> node.path("role").asText()).toList();
    }

    private static List<String> texts(JsonNode array, String field) {
        return list(array).stream().map(item -> item.path(field).asText()).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
