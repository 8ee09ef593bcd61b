package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.dyndeps.it.Dyndeps;
import dev.dyndeps.it.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md and docs/databricks.md show of Databricks works, in the emulated workspace in place of a real one. */
@Tag("registry")
class DatabricksDocumentsIT {
    @RegisterExtension
    static final DatabricksWorkspace DATABRICKS = DatabricksWorkspace.standard();

    private static final ImmutableList<String> OURS = ImmutableList.of("./dyndeps ", "databricks ", "export ");
    private static final ImmutableList<String> OTHERS =
            ImmutableList.of("mvn -Pdist package", "cd bundle", "./emulate-databricks");

    @TempDir
    Path out;

    @ParameterizedTest
    @MethodSource("ofOurProgram")
    void a_command_ends_well(String command) {
        assumeFalse(command.contains(" deploy") && Boolean.getBoolean("dyndeps.quick"), "-Dquick makes no wheel");

        Dyndeps.Result result = DATABRICKS.run(Shown.arguments(command, out));

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }

    static Stream<String> ofOurProgram() {
        return shown().filter(command -> command.startsWith("./dyndeps ")).distinct();
    }

    @Test
    void variables_are_those_by_which_the_workspace_is_found() {
        assertThat(shown().filter(command -> command.startsWith("export ")))
                .isNotEmpty()
                .allSatisfy(command ->
                        assertThat(DATABRICKS.variables()).containsKey(command.replaceFirst("export (\\w+)=.*", "$1")));
        assertThat(shown()).contains("export DYNDEPS_BASE=" + DatabricksWorkspace.VOLUME);
    }

    /** The CLI of Databricks is not ours to run here; so what it is told must be in the bundle. */
    @Test
    void the_clis_commands_are_about_jobs_and_places_of_the_bundle() throws IOException {
        Path bundle = Dyndeps.ROOT.resolve("bundle");
        JsonNode root = yaml(bundle.resolve("databricks.yml"));
        String base = root.at("/variables/base_path/default").asText();
        JsonNode job =
                yaml(bundle.resolve("resources/dynamic_deps_cluster.yml")).at("/resources/jobs/dynamic_deps_cluster");
        String input = Streams.stream(job.path("parameters"))
                .filter(parameter -> parameter.path("name").asText().equals("input_path"))
                .map(parameter -> parameter.path("default").asText().replace("${var.base_path}", base))
                .findFirst()
                .orElseThrow();

        assertThat(shown().filter(command -> command.startsWith("databricks ")))
                .isNotEmpty()
                .allSatisfy(command -> {
                    if (command.startsWith("databricks bundle run ")) {
                        String name = command.substring("databricks bundle run ".length());
                        assertThat(bundle.resolve("resources/" + name + ".yml")).exists();
                    } else {
                        assertThat(command).isIn("databricks bundle deploy", "databricks fs cp my-deps.zip " + input);
                    }
                });
        assertThat(root.at("/experimental/scripts/postdeploy").asText()).contains("make_input_of '${var.base_path}'");
    }

    @Test
    void no_command_is_without_a_test() {
        assertThat(shown())
                .allSatisfy(command -> assertThat(
                                OTHERS.contains(command) || OURS.stream().anyMatch(command::startsWith))
                        .as(command)
                        .isTrue());
    }

    @Test
    void the_emulated_workspace_prints_what_makes_it_be_found() throws Exception {
        Process emulator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.dyndeps.emulator.standalone.Main",
                        "--files",
                        out.resolve("files").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader printed = emulator.inputReader(StandardCharsets.UTF_8)) {
            ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
            variables.put("DATABRICKS_CONFIG_FILE", DATABRICKS.configFile().toString());
            for (String name : List.of("DATABRICKS_HOST", "DATABRICKS_TOKEN")) {
                String line = printed.readLine();
                assertThat(line).startsWith("export " + name + "=");
                variables.put(name, line.replaceFirst(".*?=", ""));
            }

            Dyndeps.Result result =
                    Dyndeps.run(variables.buildOrThrow(), "clean", "--base", DatabricksWorkspace.VOLUME, "--dry-run");

            assertThat(result.status()).as(result.everything()).isZero();
            assertThat(result.out()).contains("no runs in " + DatabricksWorkspace.VOLUME);
        } finally {
            emulator.destroy();
            emulator.waitFor();
        }
    }

    private static Stream<String> shown() {
        return Stream.concat(
                Shown.commands("README.md", "On Databricks").stream(), Shown.commands("docs/databricks.md").stream());
    }

    private static JsonNode yaml(Path file) throws IOException {
        return new YAMLMapper().readTree(Files.readString(file));
    }
}
