package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the six shapes goes through the pipeline on a real Spark with separate worker processes. */
@Tag("registry")
class ExamplesIT {
    @TempDir
    Path base;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "requirements, pandas requests",
        "pure_python, user_modules",
        "packaged, mypkg",
        "existing_wheels, shout marks",
        "mixed, orders tabulate",
        "nested, shipping shout marks tabulate"
    })
    void an_example_is_imported_on_the_driver_and_on_both_workers(String example, String roots) throws Exception {
        JsonNode ran = Dyndeps.json(
                "run",
                Dyndeps.example(example + ".zip"),
                "--check",
                Dyndeps.example(example + ".check.py"),
                "--base",
                base.toString());

        assertThat(ran.get("format").asText()).isEqualTo(example);
        assertThat(texts(ran.get("nodes"), "role")).containsExactly("driver", "worker", "worker");
        assertThat(texts(ran.get("nodes"), "pid")).doesNotHaveDuplicates();
        for (JsonNode node : ran.get("nodes")) {
            assertThat(texts(node.get("modules"), "name")).contains(roots.split(" "));
            assertThat(texts(node.get("modules"), "file")).allMatch(file -> file.contains("/trees/"));
            assertThat(texts(node.get("modules"), "version")).doesNotContain("");
        }
        assertThat(ran.get("proved_every_worker").asBoolean()).isTrue();
        assertThat(ran.get("left")).isEmpty();
        try (var files = Files.walk(base)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }
}
