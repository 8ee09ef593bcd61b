package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks can be run by anyone, and their page says what was measured. No time is judged here. */
class BenchmarksIT {
    private static final Path SCRIPTS = Dyndeps.ROOT.resolve("benchmarks");

    @TempDir
    Path folder;

    private Path results;

    @BeforeEach
    void name() {
        results = folder.resolve("results.json");
    }

    @Test
    void the_page_is_what_the_data_say() throws Exception {
        assertThat(python("draw.py", "--check")).contains("as the data say");
    }

    @Test
    void a_page_that_says_something_else_is_noticed() throws Exception {
        Files.writeString(folder.resolve("README.md"), "# Ten times faster\n");

        assertThat(started("draw.py", "--check", "--output", folder.toString())).isEqualTo(1);
    }

    @Test
    @Tag("registry")
    void every_tool_is_measured_on_the_smallest_input() throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("--smoke", "--program", plainZip().toString()));
        for (String suite : List.of("start", "build", "network", "write", "activate", "imports", "runs")) {
            arguments.addAll(List.of("--only", suite));
        }
        arguments.addAll(List.of(
                "--results",
                results.toString(),
                "--work",
                Dyndeps.ROOT.resolve("it/target/benchmarks").toString()));

        String output = python("run.py", arguments.toArray(String[]::new));

        JsonNode measured = new ObjectMapper().readTree(results.toFile());
        assertThat(measured).as(output).hasSize(7);
        assertThat(measured)
                .allSatisfy(suite -> assertThat(suite.get("rows"))
                        .isNotEmpty()
                        .allSatisfy(row ->
                                assertThat(row.get("seconds")).as(row + output).isNotEmpty()));
        assertThat(Files.readString(results))
                .as("nothing of this machine's names")
                .doesNotContain(Dyndeps.ROOT.toString(), "http");
    }

    private static Path plainZip() throws IOException {
        try (DirectoryStream<Path> zips =
                Files.newDirectoryStream(Dyndeps.ROOT.resolve("dist/target"), "dyndeps-*.zip")) {
            return zips.iterator().next();
        }
    }

    private String python(String script, String... arguments) throws Exception {
        assertThat(started(script, arguments)).as(output()).isZero();
        return output();
    }

    private int started(String script, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("python3", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }
}
