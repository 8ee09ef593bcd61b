package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user with a bad input sees: a code, the place, the way out, the status 2, and nothing left behind. */
@Tag("registry")
class BadInputIT {
    @TempDir
    Path folder;

    private Path input = Path.of("");
    private PackageIndex index = PackageIndex.start();

    /** The program's own pip comes from the index that the operator has, so it must be there before that is a small one. */
    @BeforeAll
    static void makeTheEnvironments(@TempDir Path temp) throws IOException {
        Dyndeps.makeTools();
        Path project = Files.createDirectory(temp.resolve("project"));
        Files.writeString(project.resolve("setup.py"), "import setuptools; setuptools.setup(name='p', version='1')");
        Files.writeString(project.resolve("requirements.txt"), "six\n");
        Dyndeps.json(
                "build",
                project.toString(),
                "--target",
                "dbr-14.3",
                "-o",
                temp.resolve("out").toString());
    }

    @BeforeEach
    void input() throws IOException {
        input = Files.createDirectory(folder.resolve("input"));
    }

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void a_name_that_the_index_does_not_have() throws IOException {
        requires("no-such-thing==1.0");

        refused("DISTRIBUTION_UNKNOWN", "requirements.txt:1", "no-such-thing");
    }

    @Test
    void a_version_that_the_index_does_not_have() throws IOException {
        index.add(WheelMaker.wheel("tool", "1.0"), WheelMaker.wheel("tool", "1.1"));
        requires("tool==2.0");

        refused("VERSION_UNKNOWN", "requirements.txt:1", "1.1");
    }

    @Test
    void requirements_that_contradict_each_other_in_two_units_name_both_files() throws IOException {
        index.add(WheelMaker.wheel("tool", "1.0"), WheelMaker.wheel("tool", "2.0"));
        Files.createDirectories(input.resolve("a"));
        Files.createDirectories(input.resolve("b"));
        Files.writeString(input.resolve("a/requirements.txt"), "tool==1.0\n");
        Files.writeString(input.resolve("b/requirements.txt"), "tool==2.0\n");

        refused("RESOLUTION_CONFLICT", "a/requirements.txt:1", "b/requirements.txt:1");
    }

    @Test
    void a_wheel_for_another_platform_shows_both_sides() throws IOException {
        WheelMaker.wheel("tool", "1.0").tagged("cp310-cp310-win_amd64").writeTo(input);

        refused("WHEEL_TARGET", "win_amd64", "manylinux");
    }

    @Test
    void a_package_that_does_not_support_the_targets_python() throws IOException {
        WheelMaker.wheel("tool", "1.0").requiresPython(">=3.12").writeTo(input);

        refused("REQUIRES_PYTHON", "tool-1.0-py3-none-any.whl", "3.10.12");
    }

    @Test
    void two_wheels_of_one_distribution_are_never_picked_from() throws IOException {
        WheelMaker.wheel("tool", "1.0").writeTo(input);
        WheelMaker.wheel("tool", "2.0").writeTo(input);

        refused("DUPLICATE_DISTRIBUTION", "tool-1.0-py3-none-any.whl", "tool-2.0-py3-none-any.whl");
    }

    @Test
    void an_option_that_would_choose_the_index() throws IOException {
        requires("--index-url https://user:secret@example.com/simple");

        Dyndeps.Result result = refused("REQ_INDEX_OPTION", "requirements.txt:1");
        assertThat(result.everything()).doesNotContain("secret");
    }

    @Test
    void nothing_at_all() throws IOException {
        Files.writeString(input.resolve("notes.md"), "hello");

        refused("EMPTY_INPUT", "1 *.md", "requirements.txt");
    }

    @Test
    void an_input_that_is_not_there() {
        input = folder.resolve("nowhere.zip");

        refused("INPUT_MISSING", "nowhere.zip");
    }

    @Test
    void a_target_that_nobody_knows_lists_those_that_are_known() {
        Dyndeps.Result result = Dyndeps.run("build", input.toString(), "--target", "dbr-99", "--json");

        assertThat(result.status()).as(result.everything()).isEqualTo(2);
        assertThat(result.json().get("code").asText()).isEqualTo("TARGET_UNKNOWN");
        assertThat(result.json().get("next").asText()).contains("dbr-14.3", "serverless-5");
    }

    @Test
    void a_build_that_fails_shows_the_lines_that_matter_and_where_the_rest_is() throws IOException {
        Files.writeString(input.resolve("setup.py"), "raise SystemExit('the moon is in the wrong phase')\n");

        Dyndeps.Result result = Dyndeps.run(
                "build", input.toString(), "-o", folder.resolve("out").toString(), "--json");

        assertThat(result.status()).as(result.everything()).isEqualTo(3);
        assertThat(result.json().get("message").asText()).contains("the moon is in the wrong phase");
        nothingLeft();
    }

    @Test
    void an_index_out_of_reach_is_a_remote_failure() throws IOException {
        requires("tool");
        index.close();

        Dyndeps.Result result = build();

        assertThat(result.status()).as(result.everything()).isEqualTo(4);
        nothingLeft();
    }

    private void requires(String line) throws IOException {
        Files.writeString(input.resolve("requirements.txt"), line + "\n");
    }

    private Dyndeps.Result refused(String code, String... words) {
        Dyndeps.Result result = build();
        assertThat(result.status()).as(result.everything()).isEqualTo(2);
        assertThat(result.json().get("code").asText()).as(result.everything()).isEqualTo(code);
        assertThat(result.json().get("message").asText()).contains(words);
        assertThat(result.json().get("next").asText()).endsWith(".").hasSizeGreaterThan(10);
        nothingLeft();
        return result;
    }

    private Dyndeps.Result build() {
        return Dyndeps.run(
                ImmutableMap.<String, String>builder()
                        .put("PIP_INDEX_URL", index.url().toString())
                        .put("PIP_CONFIG_FILE", "/dev/null")
                        .put("PIP_FIND_LINKS", "")
                        .put("PIP_RETRIES", "0")
                        .buildKeepingLast(),
                "build",
                input.toString(),
                "--target",
                "dbr-14.3",
                "-o",
                folder.resolve("out").toString(),
                "--json");
    }

    private void nothingLeft() {
        assertThat(folder.resolve("out")).doesNotExist();
        Path temp = Dyndeps.CACHE.resolve("tmp");
        try (Stream<Path> files = Files.exists(temp) ? Files.list(temp) : Stream.empty()) {
            assertThat(files.filter(Files::isDirectory)).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
