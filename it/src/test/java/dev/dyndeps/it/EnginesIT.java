package dev.dyndeps.it;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dyndeps.testkit.Fault;
import dev.dyndeps.testkit.PackageIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same input through each engine. */
class EnginesIT {
    private final PackageIndex index = PackageIndex.start()
            .add(
                    wheel("lead", "1").requires("base<2", "tomli; python_version < \"3.11\"", "speed; extra == \"x\""),
                    wheel("base", "1"),
                    wheel("base", "2"),
                    wheel("tomli", "2"),
                    wheel("native", "1").tagged("cp310-cp310-manylinux_2_17_x86_64"),
                    wheel("native", "1").tagged("cp311-cp311-manylinux_2_17_x86_64"));

    @TempDir
    Path folder;

    private Path input;

    @BeforeAll
    static void makeTheEnvironments() {
        Dyndeps.makeTools();
    }

    @BeforeEach
    void write() throws IOException {
        input = Files.createDirectory(folder.resolve("input"));
        Files.writeString(input.resolve("requirements.txt"), "lead\nnative\n");
        Files.writeString(input.resolve("mine.py"), "x = 1\n");
    }

    @AfterEach
    void stop() {
        index.close();
    }

    /** What may differ is the name of the tool, and so the digest of the manifest that names it. */
    @Test
    void both_engines_put_the_same_wheels_into_the_wheelhouse() throws IOException {
        JsonNode byUv = build("uv");
        JsonNode byPip = build("pip");

        assertThat(byUv.get("wheels")).isEqualTo(byPip.get("wheels")).hasSize(5);
        assertThat(byUv.get("requested")).isEqualTo(byPip.get("requested"));
        assertThat(lock(byUv))
                .isEqualTo(lock(byPip).stream()
                        .map(line -> line.replaceAll("pip 26[0-9.]*", "uv 0.13.9"))
                        .toList());
    }

    @Test
    void auto_is_uv_and_says_nothing_of_it() {
        Dyndeps.Result result = run("auto", "dbr-14.3");

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.err()).doesNotContain("instead of uv");
    }

    @Test
    void auto_is_pip_where_uv_has_no_name_for_the_glibc_and_says_so() {
        Dyndeps.Result result = run("auto", "python3.10-manylinux_2_30_x86_64");

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.err()).containsOnlyOnce("pip instead of uv: uv cannot choose wheels for glibc 2.30");
    }

    @Test
    void both_engines_refuse_alike() throws IOException {
        Files.writeString(input.resolve("requirements.txt"), "base==7\n");

        JsonNode byUv = run("uv", "dbr-14.3", "--json").json();
        JsonNode byPip = run("pip", "dbr-14.3", "--json").json();

        assertThat(byUv.get("code").asText()).isEqualTo("VERSION_UNKNOWN");
        assertThat(byUv.get("code")).isEqualTo(byPip.get("code"));
        assertThat(byUv.get("message")).isEqualTo(byPip.get("message"));
    }

    @Test
    void an_index_that_fails_is_no_reason_to_try_the_other_engine() {
        index.on(path -> path.startsWith("/simple"), Fault.status(500));

        Dyndeps.Result result = run("auto", "dbr-14.3");

        assertThat(result.status()).as(result.everything()).isEqualTo(4);
        assertThat(result.err()).doesNotContain("instead of uv");
    }

    private JsonNode build(String engine) {
        Dyndeps.Result result = run(engine, "dbr-14.3", "--json");
        assertThat(result.status()).as(result.everything()).isZero();
        return result.json();
    }

    private Dyndeps.Result run(String engine, String target, String... more) {
        Path out = folder.resolve("out-" + engine);
        String[] arguments = Stream.concat(
                        Stream.of(
                                "build",
                                input.toString(),
                                "--engine",
                                engine,
                                "--target",
                                target,
                                "-o",
                                out.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return Dyndeps.run(
                Map.of(
                        "PIP_INDEX_URL", index.url().toString(),
                        "PIP_FIND_LINKS", "",
                        "PIP_RETRIES", "0",
                        "PIP_NO_CACHE_DIR", "1"),
                arguments);
    }

    private static List<String> lock(JsonNode built) throws IOException {
        return Files.readAllLines(Path.of(built.get("lock").asText()));
    }
}
