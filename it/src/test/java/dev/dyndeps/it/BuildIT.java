package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.python.PythonVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wheelhouse for another Python than the one at hand, with the real index. */
@Tag("registry")
class BuildIT {
    @TempDir
    Path folder;

    private final ProcessRunner processes = new ProcessRunner();
    private final Interpreters interpreters = Interpreters.ofThisMachine(processes);

    @Test
    void wheels_are_those_of_the_target_and_a_bare_python_of_its_version_imports_them() throws IOException {
        JsonNode built = build("one");

        assertThat(files(built)).anyMatch(file -> file.startsWith("pandas-2.1.0-cp310-cp310-manylinux"));
        assertThat(files(built)).noneMatch(file -> file.contains("cp311"));
        Optional<Interpreter> python = interpreters.find(new PythonVersion(3, 10));
        assumeTrue(python.isPresent(), "this machine has no Python 3.10");
        ProcessResult imported = processes.run(Command.of(
                Variables.NONE
                        .with("PYTHONPATH", built.get("wheelhouse").asText())
                        .with(
                                "DYNDEPS_NODE_CACHE",
                                Files.createDirectory(folder.resolve("node")).toString()),
                python.get().executable().toString(),
                "-c",
                "import pandas, requests; print(pandas.DataFrame({'a': [1, 2]}).a.sum(), requests.__version__)"));
        assertThat(imported.tail()).containsExactly("3 2.31.0");
    }

    /** pip runs on another Python here, which would not need these. */
    @Test
    void what_only_the_targets_python_needs_is_inside() throws IOException {
        Path input = folder.resolve("requirements.txt");
        Files.writeString(input, "pytest==8.3.4\n");

        JsonNode built = Dyndeps.json(
                "build",
                input.toString(),
                "--target",
                "dbr-14.3",
                "-o",
                folder.resolve("out").toString());

        assertThat(built.get("wheels"))
                .extracting(wheel -> wheel.get("name").asText())
                .contains("pytest", "tomli", "exceptiongroup");
    }

    @Test
    void the_same_input_gives_the_same_bytes() throws IOException {
        JsonNode one = build("one");
        JsonNode two = build("two");

        assertThat(Path.of(one.get("wheelhouse").asText()))
                .hasSameBinaryContentAs(Path.of(two.get("wheelhouse").asText()));
        assertThat(Path.of(one.get("lock").asText()))
                .hasSameTextualContentAs(Path.of(two.get("lock").asText()));
    }

    @Test
    void a_lock_gives_the_same_wheels_again() throws IOException {
        JsonNode first = build("one");

        JsonNode again = Dyndeps.json(
                "build",
                Dyndeps.example("requirements.zip"),
                "--target",
                "dbr-14.3",
                "--lock",
                first.get("lock").asText(),
                "-o",
                folder.resolve("locked").toString());

        assertThat(files(again)).isEqualTo(files(first));
    }

    private JsonNode build(String output) {
        return Dyndeps.json(
                "build",
                Dyndeps.example("requirements.zip"),
                "--target",
                "dbr-14.3",
                "-o",
                folder.resolve(output).toString());
    }

    private static List<String> files(JsonNode built) {
        return StreamSupport.stream(built.get("wheels").spliterator(), false)
                .map(wheel -> wheel.get("file").asText())
                .toList();
    }
}
