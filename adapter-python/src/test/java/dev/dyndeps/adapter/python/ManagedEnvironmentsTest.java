package dev.dyndeps.adapter.python;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.RecordingProgress;
import dev.dyndeps.testkit.Threads;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedEnvironmentsTest {
    private static final ProcessRunner RUNNER = new ProcessRunner();
    private static final ImmutableList<String> DEMO = ImmutableList.of("demo==1");
    private static final ImmutableList<String> GONE = ImmutableList.of("gone==1");

    private final Interpreter python = Interpreters.ofThisMachine(RUNNER).forTools();
    private final PackageIndex index = PackageIndex.start().add(wheel("demo", "1"));
    private final RecordingProgress progress = new RecordingProgress();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void an_environment_holds_its_packages_and_is_made_once() {
        ManagedEnvironments environments = environments(index.url());
        assertThat(environments.has("test", python, DEMO)).isFalse();

        ManagedEnvironment made = environments.get("test", python, DEMO, progress);
        ManagedEnvironment again = environments.get("test", python, DEMO, progress);

        assertThat(again).isEqualTo(made);
        assertThat(progress.stages()).containsExactly("environment");
        assertThat(environments.has("test", python, DEMO)).isTrue();
        assertThat(environments.has("test", python, GONE)).isFalse();
        assertThat(imports(made, "demo")).isTrue();
    }

    @Test
    void a_half_made_environment_is_made_anew() throws Exception {
        ManagedEnvironments environments = environments(index.url());
        ManagedEnvironment half = environments.get("test", python, DEMO, ProgressListener.NONE);
        Files.delete(half.folder().resolve(".complete"));
        Path rest = Files.writeString(half.folder().resolve("rest"), "of a killed process");
        assertThat(environments.has("test", python, DEMO)).isFalse();

        ManagedEnvironment whole = environments.get("test", python, DEMO, progress);

        assertThat(whole).isEqualTo(half);
        assertThat(progress.stages()).containsExactly("environment");
        assertThat(rest).doesNotExist();
        assertThat(imports(whole, "demo")).isTrue();
    }

    @Test
    void of_two_threads_that_ask_at_once_one_makes_it_and_both_get_it() {
        ImmutableList<ManagedEnvironment> got =
                Threads.atOnce(2, thread -> environments(index.url()).get("test", python, DEMO, progress));

        assertThat(got.get(1)).isEqualTo(got.get(0));
        assertThat(progress.stages()).containsExactly("environment");
    }

    @Test
    void a_failing_pip_is_a_tool_error_that_leaves_its_log_and_nothing_else() {
        index.requirePassword("me", "s3cret-pw");
        ManagedEnvironments environments = environments(index.url("me", "s3cret-pw"));

        assertThatThrownBy(() -> environments.get("test", python, GONE, progress))
                .isInstanceOfSatisfying(ToolError.class, error -> {
                    assertThat(error).hasMessageContaining("the test environment could not be made");
                    assertThat(error.lines()).anyMatch(line -> line.contains("gone==1"));
                    assertThat(error.command()).contains("install", "gone==1");
                    assertThat(error.log())
                            .hasValueSatisfying(log -> assertThat(log)
                                    .content()
                                    .contains("gone==1")
                                    .doesNotContain("s3cret-pw"));
                });
        assertThat(folder.resolve("cache/environments")).isDirectoryNotContaining(Files::isDirectory);
        assertThat(environments.has("test", python, GONE)).isFalse();
    }

    @Test
    @Tag("registry")
    void a_python_that_brings_no_pip_takes_it_from_the_index() {
        ManagedEnvironments environments =
                new ManagedEnvironments(RUNNER, Variables.inherited(), folder.resolve("cache"));

        ManagedEnvironment made =
                environments.get("test", python(true, false), ImmutableList.of("tomli==2.0.1"), progress);

        assertThat(imports(made, "tomli")).isTrue();
        assertThat(imports(made, "pip")).isTrue();
    }

    private Interpreter python(boolean makesEnvironments, boolean bringsPip) {
        return new Interpreter(
                python.executable(),
                python.version(),
                python.fullVersion(),
                python.glibcMinor(),
                python.machine(),
                makesEnvironments,
                bringsPip);
    }

    @Test
    void a_python_without_venv_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> environments(index.url()).get("test", python(false, false), DEMO, progress))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.code()).isEqualTo(Code.TOOL_MISSING);
                    assertThat(error.where()).isEqualTo(python.executable().toString());
                });
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void a_cache_folder_that_cannot_be_written_is_named() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file");

        assertThatThrownBy(() -> environments(index.url()).get("test", python, DEMO, progress))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.code()).isEqualTo(Code.OUTPUT_UNWRITABLE);
                    assertThat(error.where()).startsWith(folder.resolve("cache").toString());
                });
    }

    /** Of an operator who has no settings of pip but this index. */
    private ManagedEnvironments environments(URI url) {
        Variables operator = Variables.inherited()
                .without(name -> name.startsWith("PIP_") || name.equals("NETRC") || name.startsWith("XDG_"))
                .with(ImmutableMap.of(
                        "HOME", folder.toString(),
                        "PIP_CONFIG_FILE", "/dev/null",
                        "PIP_INDEX_URL", url.toString(),
                        "PIP_NO_CACHE_DIR", "1",
                        "PIP_RETRIES", "0"));
        return new ManagedEnvironments(RUNNER, operator, folder.resolve("cache"));
    }

    private static boolean imports(ManagedEnvironment environment, String module) {
        return RUNNER.run(Command.of(Variables.NONE, environment.python().toString(), "-I", "-c", "import " + module))
                .ok();
    }
}
