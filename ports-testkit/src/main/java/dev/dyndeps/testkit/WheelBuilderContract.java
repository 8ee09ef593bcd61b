package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.WheelBuilder.BuiltWheel;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelBuilder} does, with setuptools as the build backend. */
public abstract class WheelBuilderContract {
    /** What is built for: never the Python that the tests run on is assumed. */
    protected static final TargetRuntime TARGET = TargetRuntime.parse("python3.10.12-manylinux_2_35_x86_64");

    private static final String BUILD_SYSTEM =
            "[build-system]\nrequires = [\"setuptools\"]\nbuild-backend = \"setuptools.build_meta\"\n";

    @TempDir
    protected Path folder;

    /** One that can have setuptools. */
    protected abstract WheelBuilder builder();

    @Test
    void a_project_becomes_a_wheel_in_the_folder() throws Exception {
        Path project = write("project", project("dependencies = [\"requests>=2\"]"));

        BuiltWheel built = build(project, false);

        assertThat(built.file()).hasFileName("mypkg-1.2-py3-none-any.whl").hasParent(folder.resolve("out"));
        assertThat(entry(built.file(), "mypkg-1.2.dist-info/METADATA")).contains("Requires-Dist: requests>=2");
        assertThat(entry(built.file(), "mypkg/more.py")).isEqualTo("y = 2\n");
        assertThat(built.tool()).matches("\\w+ \\d[\\w.]*(, \\w+ \\d[\\w.]*)?");
    }

    @Test
    void the_same_source_gives_the_same_bytes_wherever_it_stands_and_whatever_its_modes_are() throws Exception {
        Path one = write("project", project(""));
        Path other = write("elsewhere/with/other/modes", project(""));
        for (String file : project("").keySet()) {
            Files.setPosixFilePermissions(other.resolve(file), PosixFilePermissions.fromString("rw-rw----"));
        }

        byte[] first = Files.readAllBytes(build(one, false).file());
        byte[] second = Files.readAllBytes(build(other, false).file());

        assertThat(second).isEqualTo(first);
    }

    @Test
    void what_builds_for_a_target_has_one_name() {
        assertThat(builder().fingerprint(TARGET)).isEqualTo(builder().fingerprint(TARGET));
    }

    @Test
    void a_setup_py_alone_is_built_with_setuptools() throws Exception {
        Path project = write(
                "project",
                Map.of(
                        "setup.py",
                                "from setuptools import setup\nsetup(name='old', version='1', py_modules=['old'])\n",
                        "old.py", "x = 1\n"));

        assertThat(build(project, true).file()).hasFileName("old-1-py3-none-any.whl");
    }

    @Test
    void a_source_distribution_is_unpacked_and_built() {
        Path sdist = WheelMaker.wheel("demo", "1.0").writeSdistTo(folder);

        assertThat(build(sdist, false).file()).hasFileName("demo-1.0-py3-none-any.whl");
    }

    @Test
    void what_is_no_source_distribution_is_refused() throws Exception {
        assertRefused(Files.writeString(folder.resolve("demo-1.0.tar.gz"), "no tarball"), Code.PROJECT_INVALID);
    }

    @Test
    void a_folder_without_a_project_is_refused() throws Exception {
        assertRefused(write("project", Map.of("readme.md", "# nothing\n")), Code.PROJECT_INVALID);
    }

    @Test
    void a_project_without_a_name_is_refused() throws Exception {
        assertRefused(write("project", Map.of("pyproject.toml", BUILD_SYSTEM)), Code.PROJECT_INVALID);
    }

    @Test
    void a_project_for_pythons_newer_than_the_targets_is_refused() throws Exception {
        assertRefused(write("project", project("requires-python = \">=3.10.13\"")), Code.REQUIRES_PYTHON);
    }

    @Test
    void a_project_for_the_very_python_of_the_target_is_built() throws Exception {
        assertThat(build(write("project", project("requires-python = \"==3.10.12\"")), false)
                        .file())
                .exists();
    }

    @Test
    void a_failing_build_is_a_tool_error_with_its_last_words_and_leaves_no_wheel() throws Exception {
        Path project = write("project", Map.of("setup.py", "raise RuntimeError('no compiler here')\n"));

        assertThatThrownBy(() -> build(project, true)).isInstanceOfSatisfying(ToolError.class, error -> {
            assertThat(error).hasMessageContaining("src/it");
            assertThat(error.lines()).anyMatch(line -> line.contains("no compiler here"));
        });
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private BuiltWheel build(Path source, boolean supplied) {
        return builder().build(new SourceTree(source, "src/it", supplied), TARGET, folder.resolve("out"));
    }

    private void assertRefused(Path source, Code code) {
        assertThatThrownBy(() -> build(source, false)).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.where()).isEqualTo("src/it");
        });
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static ImmutableMap<String, String> project(String line) {
        return ImmutableMap.of(
                "pyproject.toml",
                BUILD_SYSTEM + "[project]\nname = \"mypkg\"\nversion = \"1.2\"\n" + line + "\n",
                "mypkg/__init__.py",
                "def process_data():\n    return 42\n",
                "mypkg/more.py",
                "y = 2\n");
    }

    private Path write(String name, Map<String, String> files) throws IOException {
        Path project = folder.resolve(name);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return project;
    }

    private static String entry(Path zip, String name) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return new String(file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
