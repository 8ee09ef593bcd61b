package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.io.MoreFiles;
import dev.dyndeps.it.Dyndeps.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache holds after a build, and what is left of it when it is pruned. */
class CacheIT {
    private static final String INPUT = Dyndeps.example("pure_python.zip");

    @TempDir
    Path folder;

    private Map<String, String> nothing;

    /** No Python on the path, no index, a cache of its own. */
    @BeforeEach
    void setUp() {
        nothing = Map.of(
                "DYNDEPS_CACHE", folder.resolve("cache").toString(),
                "PATH", folder.resolve("empty").toString(),
                "HOME", folder.toString(),
                "DYNDEPS_PYTHON", folder.resolve("none").toString(),
                "PIP_INDEX_URL", "http://127.0.0.1:1/simple");
    }

    private JsonNode json(String... arguments) {
        Result result = Dyndeps.run(nothing, arguments);
        assertThat(result.status()).as(result.everything()).isZero();
        return result.json();
    }

    private JsonNode build(String out) {
        return json("build", INPUT, "--json", "-o", folder.resolve(out).toString());
    }

    @Test
    void pure_python_needs_no_python_and_no_index_and_is_the_same_each_time() throws IOException {
        JsonNode first = build("one");
        JsonNode second = build("two");

        assertThat(second.get("sha256")).isEqualTo(first.get("sha256"));
        assertThat(Path.of(second.get("wheelhouse").textValue()))
                .hasSameBinaryContentAs(Path.of(first.get("wheelhouse").textValue()));
        assertThat(folder.resolve("cache/environments")).doesNotExist();
    }

    @Test
    void what_a_build_keeps_is_shown_and_goes_and_the_next_build_is_right_again() throws IOException {
        JsonNode built = build("out");

        JsonNode shown = json("cache", "--json");
        assertThat(shown.get("folder").textValue())
                .isEqualTo(folder.resolve("cache").toString());
        assertThat(shown.get("kinds").findValuesAsText("kind")).contains("wheels");
        assertThat(shown.get("pruned")).isEmpty();

        JsonNode planned = json("cache", "--prune", "--max-size", "0", "--dry-run", "--json");
        assertThat(planned.get("pruned").findValuesAsText("fate")).isNotEmpty().containsOnly("WOULD_REMOVE");
        assertThat(json("cache", "--json").get("bytes")).isEqualTo(shown.get("bytes"));

        JsonNode pruned = json("cache", "--prune", "--max-size", "0", "--json");
        assertThat(pruned.get("freed")).isEqualTo(shown.get("bytes"));
        assertThat(json("cache", "--json").get("kinds")).isEmpty();

        assertThat(build("again").get("sha256")).isEqualTo(built.get("sha256"));
    }

    @Test
    void what_is_no_size_and_options_without_prune_are_refused() {
        for (List<String> wrong : List.of(
                List.of("cache", "--prune", "--max-size", "5X"),
                List.of("cache", "--max-size", "5G"),
                List.of("cache", "--dry-run"))) {
            Result result = Dyndeps.run(nothing, wrong.toArray(new String[0]));

            assertThat(result.status()).as(result.everything()).isEqualTo(2);
            assertThat(result.err()).contains("--max-size");
        }
    }

    @Test
    void a_wheelhouse_in_the_output_folder_is_no_file_of_the_cache() throws IOException {
        JsonNode first = build("out");
        Path wheelhouse = Path.of(first.get("wheelhouse").textValue());
        byte[] right = MoreFiles.asByteSource(wheelhouse).read();

        Files.writeString(wheelhouse, "changed by its owner");

        assertThat(Path.of(build("again").get("wheelhouse").textValue())).hasBinaryContent(right);
    }
}
