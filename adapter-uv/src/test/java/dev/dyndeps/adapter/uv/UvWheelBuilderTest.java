package dev.dyndeps.adapter.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.packaging.IsolatedBuild;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelBuilder.BuiltWheel;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is uv's own way, beyond the contract of all builders. */
class UvWheelBuilderTest {
    private static final TargetRuntime TARGET = TargetRuntime.parse("python3.10.12-manylinux_2_35_x86_64");

    /** A build backend in the project itself, so that a test can say what a build does. */
    private static final String OWN_BACKEND = """
            [build-system]
            requires = []
            build-backend = "backend"
            backend-path = ["."]
            """;

    private final PackageIndex index = PackageIndex.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void a_build_that_hangs_is_ended_with_its_last_words() throws Exception {
        Path project = backend("""
                def build_wheel(d, c=None, m=None):
                    import time
                    print('waiting for godot', flush=True)
                    time.sleep(600)
                """);
        UvWheelBuilder builder =
                new UvWheelBuilder(TestUv.of(index, folder), new FakeWorkspaces(folder), Duration.ofSeconds(6));

        assertThatThrownBy(() -> builder.build(new SourceTree(project, "pkg", false), TARGET, folder.resolve("out")))
                .isInstanceOfSatisfying(ToolError.class, error -> {
                    assertThat(error).hasMessageContaining("took longer than 6 seconds");
                    assertThat(error.lines()).anyMatch(line -> line.contains("waiting for godot"));
                    assertThat(error.exitCode()).isEqualTo(-1);
                });
    }

    @Test
    void a_build_sees_no_secret_and_a_home_of_its_own() throws Exception {
        Path project = backend("""
                def build_wheel(d, c=None, m=None):
                    import os, tempfile
                    seen = sorted(os.environ) + [os.environ['HOME'], tempfile.gettempdir()]
                    raise RuntimeError('SEEN ' + ' '.join(seen))
                """);

        assertThatThrownBy(() -> build(project, Map.of("AWS_SECRET_ACCESS_KEY", "abcdefgh", "DATABRICKS_TOKEN", "x")))
                .isInstanceOfSatisfying(ToolError.class, error -> {
                    String seen = String.join("\n", error.lines());
                    assertThat(seen)
                            .contains("SEEN ", "SOURCE_DATE_EPOCH", folder + "/workspace-")
                            .doesNotContain("AWS_", "DATABRICKS_", "JAVA_", System.getProperty("user.home") + " ");
                });
    }

    @Test
    void build_requirements_come_from_the_operators_index() throws Exception {
        index.add(WheelMaker.wheel("helper", "1"));
        Path project =
                project(Map.of("pyproject.toml", OWN_BACKEND.replace("[]", "[\"helper==1\"]"), "backend.py", """
                def build_wheel(d, c=None, m=None):
                    import helper
                    raise RuntimeError('helper ' + helper.__version__)
                """));

        assertThatThrownBy(() -> build(project, Map.of()))
                .isInstanceOf(ToolError.class)
                .hasMessageContaining("RuntimeError: helper 1");
    }

    @Test
    void a_project_cannot_choose_the_index_by_its_own_settings_of_uv() throws Exception {
        index.add(WheelMaker.wheel("helper", "1"));
        String settings = "[[tool.uv.index]]\nurl = \"http://127.0.0.1:1/simple/\"\ndefault = true\n";
        Path project = project(Map.of(
                "pyproject.toml",
                OWN_BACKEND.replace("[]", "[\"helper==1\"]") + settings,
                "backend.py",
                "raise RuntimeError('the backend was reached')\n"));

        assertThatThrownBy(() -> build(project, Map.of()))
                .isInstanceOf(ToolError.class)
                .hasMessageContaining("the backend was reached");
    }

    @Test
    void an_index_out_of_reach_is_a_remote_error() throws Exception {
        Path project = project(Map.of("pyproject.toml", OWN_BACKEND.replace("[]", "[\"helper==1\"]")));
        index.close();

        assertThatThrownBy(() -> build(project, Map.of()))
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("pkg");
    }

    private BuiltWheel build(Path project, Map<String, String> variables) {
        ImmutableMap<String, String> all = ImmutableMap.<String, String>builder()
                .put("PIP_INDEX_URL", index.url().toString())
                .putAll(variables)
                .buildOrThrow();
        return new UvWheelBuilder(TestUv.with(folder, all), new FakeWorkspaces(folder), IsolatedBuild.DEFAULT_LIMIT)
                .build(new SourceTree(project, "pkg", false), TARGET, folder.resolve("out"));
    }

    private Path backend(String text) throws IOException {
        return project(Map.of("pyproject.toml", OWN_BACKEND, "backend.py", text));
    }

    private Path project(Map<String, String> files) throws IOException {
        Path project = Files.createDirectories(folder.resolve("project"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(project.resolve(file.getKey()), file.getValue());
        }
        return project;
    }
}
