package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Streams;
import dev.dyndeps.domain.pipeline.DeployedJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The asset bundle in {@code bundle/}: written by the program, and each thing that it names is there. */
class BundleTest {
    private static final Path BUNDLE = Dyndeps.ROOT.resolve("bundle");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void it_is_what_the_program_writes(@TempDir Path folder) throws IOException {
        Dyndeps.json("bundle", folder.toString());

        assertThat(texts(BUNDLE)).as("write it again: ./dyndeps bundle bundle").isEqualTo(texts(folder));
    }

    @Test
    void it_has_each_job_on_a_cluster_and_on_serverless_compute() throws IOException {
        assertThat(jobs().map(BundleTest::name))
                .containsExactlyInAnyOrderElementsOf(DeployedJobs.ALL.stream()
                        .flatMap(job -> Stream.of(job.name(), job.name() + "_serverless"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void whatever_a_job_names_is_there(Path file) throws IOException {
        assertThat(BundleReferences.problems(BUNDLE, root(), job(Files.readString(file), name(file))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void the_last_task_of_a_job_waits_for_all_others_however_they_end(Path file) throws IOException {
        List<JsonNode> tasks = Streams.stream(
                        job(Files.readString(file), name(file)).path("tasks"))
                .toList();
        JsonNode last = tasks.get(tasks.size() - 1);

        assertThat(last.path("run_if").asText()).isEqualTo("ALL_DONE");
        assertThat(last.path("depends_on").findValuesAsText("task_key"))
                .isEqualTo(tasks.stream()
                        .limit(tasks.size() - 1L)
                        .map(task -> task.path("task_key").asText())
                        .toList());
    }

    /** So that {@link #whatever_a_job_names_is_there} can fail. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    - task_key: load_and_validate  | - task_key: load         | depends_on load_and_validate
                    job_cluster_key: main          | job_cluster_key: other   | job_cluster_key other
                    - job_cluster_key: main        | - job_cluster_key: other | job_cluster_key main
                    {{job.parameters.input_path}}  | {{job.parameters.input}} | {{job.parameters.input}}
                    {{job.run_id}}                 | {{run_id}}               | {{run_id}}
                    process.values.sha256          | process.values.digest    | {{tasks.process.values.digest}}
                    process.values.sha256          | cleanup.values.sha256    | {{tasks.cleanup.values.sha256}}
                    ${var.node_type_id}            | ${var.node_type}         | ${var.node_type}
                    src/cleanup.py                 | src/clean.py             | ../src/clean.py
                    ../src/process.py              | ../../pom.xml            | ../../pom.xml
                    examples/pure_python.zip       | examples/pure.zip        | examples/pure.zip
                    examples/pure_python.check.py  | examples/pure.check.py   | examples/pure.check.py
                    /program                       | /dist                    | dist
                    """)
    void what_is_not_there_is_found(String there, String other, String problem) throws IOException {
        String name = "test_pure_python";
        String text = Files.readString(BUNDLE.resolve("resources/" + name + ".yml"));

        assertThat(text).contains(there);
        assertThat(BundleReferences.problems(
                        BUNDLE,
                        root(),
                        job(text.replaceFirst(Pattern.quote(there), Matcher.quoteReplacement(other)), name)))
                .anySatisfy(found -> assertThat(found)
                        .endsWith(problem.replace(
                                "TASKS", "python-runtime/src/main/resources/dev/dyndeps/python/tasks")));
    }

    @Test
    void each_variable_is_used_and_has_a_default() throws IOException {
        List<String> used = Stream.concat(BundleReferences.variables(root()), jobs().flatMap(BundleTest::variables))
                .toList();

        assertThat(root().path("variables").properties()).isNotEmpty().allSatisfy(variable -> {
            assertThat(used).contains("var." + variable.getKey());
            assertThat(variable.getValue().path("default").asText()).isNotEmpty();
        });
    }

    /** The CLI sends nothing that git does not keep, unless it is told to, and says nothing of it. */
    @Test
    void git_leaves_out_the_programs_wheel_alone_and_the_cli_sends_that_too() throws IOException {
        List<String> ignored = Files.readAllLines(Dyndeps.ROOT.resolve(".gitignore"));

        for (Path file : files(BUNDLE)) {
            assertThat(ignored)
                    .noneMatch(pattern ->
                            Streams.stream(Dyndeps.ROOT.relativize(file)).anyMatch(part -> matches(pattern, part)));
        }
        assertThat(files(BUNDLE).stream().filter(file -> file.endsWith(".gitignore")))
                .containsExactly(BUNDLE.resolve("program/.gitignore"));
        assertThat(root().path("sync").path("include"))
                .singleElement()
                .satisfies(glob -> assertThat(glob.asText()).isEqualTo("program/*"));
    }

    private static boolean matches(String pattern, Path name) {
        assertThat(pattern).as("a pattern that this test understands").matches("[^/!#]+/?");
        return FileSystems.getDefault()
                .getPathMatcher("glob:" + pattern.replaceFirst("/$", ""))
                .matches(name);
    }

    static Stream<Path> jobs() throws IOException {
        return files(BUNDLE.resolve("resources")).stream();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yml$", "");
    }

    private static JsonNode root() throws IOException {
        return YAML.readTree(Files.readString(BUNDLE.resolve("databricks.yml")));
    }

    private static JsonNode job(String text, String name) throws IOException {
        JsonNode job = YAML.readTree(text).path("resources").path("jobs").path(name);
        assertThat(job.path("name").asText()).isEqualTo(name);
        return job;
    }

    private static Stream<String> variables(Path file) {
        try {
            return BundleReferences.variables(YAML.readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImmutableSortedMap<String, String> texts(Path folder) throws IOException {
        ImmutableSortedMap.Builder<String, String> texts = ImmutableSortedMap.naturalOrder();
        for (Path file : files(folder)) {
            texts.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return texts.buildOrThrow();
    }

    /** All but the program, and what the CLI keeps beside a bundle that was deployed. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Streams.stream(folder.relativize(file))
                            .map(Path::toString)
                            .noneMatch(name -> name.equals(".databricks") || name.endsWith(".whl")))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
