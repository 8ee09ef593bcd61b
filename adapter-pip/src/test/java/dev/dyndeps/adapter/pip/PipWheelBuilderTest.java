package dev.dyndeps.adapter.pip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipWheelBuilderTest {
    private static final TargetRuntime TARGET = TargetRuntime.parse("python3.10.12-manylinux_2_35_x86_64");

    /** A build backend in the project itself, so that a test can say what a build does. */
    private static final String OWN_BACKEND = """
            [build-system]
            requires = []
            build-backend = "backend"
            backend-path = ["."]
            """;

    private final PackageIndex index = BuildTools.offerIn(PackageIndex.start());

    @TempDir
    Path folder;

    private FakeWorkspaces workspaces;

    @BeforeEach
    void openWorkspaces() {
        workspaces = new FakeWorkspaces(folder);
    }

    @AfterEach
    void stop() {
        index.close();
        assertThat(workspaces.leftOpen()).isEmpty();
    }

    @Test
    void a_setup_cfg_alone_is_built_with_setuptools() throws Exception {
        Path project = project(Map.of(
                "setup.cfg",
                "[metadata]\nname = cfg\nversion = 2\n[options]\npy_modules = cfg\n",
                "cfg.py",
                "x = 1\n"));

        assertThat(supplied(project).file()).hasFileName("cfg-2-py3-none-any.whl");
    }

    @Test
    void tool_settings_beside_a_setup_py_stay() throws Exception {
        Path project = project(Map.of(
                "pyproject.toml", "[tool.black]\nline-length = 100",
                "setup.py", "from setuptools import setup\nsetup(name='old', version='1', py_modules=['old'])\n",
                "old.py", "x = 1\n"));

        assertThat(supplied(project).file()).hasFileName("old-1-py3-none-any.whl");
    }

    @Test
    void a_build_that_prints_a_megabyte_before_it_fails_still_ends_in_its_last_lines() throws Exception {
        Path project = backend("""
                def build_wheel(d, c=None, m=None):
                    for i in range(16000):
                        print('%064d' % i)
                    raise RuntimeError('after a megabyte')
                """);

        assertThatThrownBy(() -> build(project)).isInstanceOfSatisfying(ToolError.class, error -> {
            assertThat(error.lines()).anyMatch(line -> line.contains("after a megabyte"));
            assertThat(error.lines()).hasSizeLessThanOrEqualTo(20);
            assertThat(error.log())
                    .hasValueSatisfying(log -> assertThat(log.toFile().length()).isGreaterThan(1 << 20));
        });
    }

    @Test
    void a_build_that_hangs_is_ended_with_its_last_words() throws Exception {
        Path project = backend("""
                def build_wheel(d, c=None, m=None):
                    import time
                    print('waiting for godot', flush=True)
                    time.sleep(600)
                """);
        PipWheelBuilder builder = new PipWheelBuilder(TestPip.of(index, folder), workspaces, Duration.ofSeconds(8));

        assertThatThrownBy(() -> builder.build(new SourceTree(project, "pkg", false), TARGET, folder.resolve("out")))
                .isInstanceOfSatisfying(ToolError.class, error -> {
                    assertThat(error).hasMessageContaining("took longer than 8 seconds");
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

        assertThatThrownBy(
                        () -> builder(index, Map.of("AWS_SECRET_ACCESS_KEY", "abcdefgh", "DATABRICKS_TOKEN", "dapi1"))
                                .build(new SourceTree(project, "pkg", false), TARGET, folder.resolve("out")))
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

        assertThatThrownBy(() -> build(project))
                .isInstanceOf(ToolError.class)
                .hasMessageContaining("RuntimeError: helper 1");
    }

    @Test
    void an_index_out_of_reach_is_a_remote_error() throws Exception {
        Path project = project(pyproject("name = \"mypkg\"\nversion = \"1\""));
        index.close();

        assertThatThrownBy(() -> build(project)).isInstanceOf(RemoteError.class).hasMessageContaining("pkg");
    }

    @Test
    void the_index_may_stand_in_pip_conf() throws Exception {
        Path conf = write(folder, ".config/pip/pip.conf", "[global]\nindex-url = " + index.url() + "\n");
        Path project = project(pyproject("name = \"mypkg\"\nversion = \"1\""));

        BuiltWheel built = new PipWheelBuilder(
                        TestPip.with(folder, Map.of("PIP_CONFIG_FILE", conf.toString())),
                        workspaces,
                        PipWheelBuilder.DEFAULT_LIMIT)
                .build(new SourceTree(project, "pkg", false), TARGET, folder.resolve("out"));

        assertThat(built.file()).exists();
        assertThat(index.requests()).contains("/simple/setuptools/");
    }

    private BuiltWheel build(Path project) {
        return builder(index, Map.of()).build(new SourceTree(project, "pkg", false), TARGET, folder.resolve("out"));
    }

    private BuiltWheel supplied(Path project) {
        return builder(index, Map.of()).build(new SourceTree(project, "pkg", true), TARGET, folder.resolve("out"));
    }

    private PipWheelBuilder builder(PackageIndex index, Map<String, String> variables) {
        Map<String, String> all = ImmutableMap.<String, String>builder()
                .put("PIP_INDEX_URL", index.url().toString())
                .putAll(variables)
                .buildOrThrow();
        return new PipWheelBuilder(TestPip.with(folder, all), workspaces, PipWheelBuilder.DEFAULT_LIMIT);
    }

    private static Map<String, String> pyproject(String table) {
        return Map.of(
                "pyproject.toml",
                "[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n[project]\n"
                        + table + "\n",
                "mypkg/__init__.py",
                "def process_data():\n    return 42\n",
                "mypkg/more.py",
                "y = 2\n");
    }

    private Path backend(String text) throws IOException {
        return project(Map.of("pyproject.toml", OWN_BACKEND, "backend.py", text));
    }

    private Path project(Map<String, String> files) throws IOException {
        Path project = folder.resolve("project");
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(project, file.getKey(), file.getValue());
        }
        return project;
    }

    private static Path write(Path folder, String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(folder.resolve(name), text);
    }
}
