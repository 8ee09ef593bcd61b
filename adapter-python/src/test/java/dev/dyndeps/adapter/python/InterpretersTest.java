package dev.dyndeps.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.PythonVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretersTest {
    private static final ProcessRunner RUNNER = new ProcessRunner();

    @TempDir
    Path home;

    @Test
    void the_local_interpreter_is_the_python3_of_PATH() {
        Interpreter local = Interpreters.ofThisMachine(RUNNER).local();

        assertThat(local.executable()).isExecutable();
        assertThat(local.fullVersion()).startsWith(local.version() + ".");
        assertThat(local.title()).isEqualTo("CPython " + local.fullVersion());
    }

    @Test
    void its_facts_are_those_of_the_machine() throws Exception {
        Interpreter local = Interpreters.ofThisMachine(RUNNER).local();

        String machine = RUNNER.run(Command.of(Variables.inherited(), "uname", "-m"))
                .tail()
                .get(0);
        assertThat(local.machine()).isEqualTo(machine);
        if (local.glibcMinor() > 0) {
            assertThat(local.asTarget().glibcMinor()).isEqualTo(local.glibcMinor());
            assertThat(local.asTarget().name()).isEqualTo("local");
        }
    }

    @Test
    void all_lists_the_local_one_first_and_each_once() {
        Interpreters interpreters = Interpreters.ofThisMachine(RUNNER);

        assertThat(interpreters.all()).startsWith(interpreters.local()).doesNotHaveDuplicates();
    }

    @Test
    void one_is_found_by_its_minor_version() {
        Interpreters interpreters = Interpreters.ofThisMachine(RUNNER);
        PythonVersion version = interpreters.local().version();

        assertThat(interpreters.find(version)).map(Interpreter::version).contains(version);
        assertThat(interpreters.find(new PythonVersion(3, 99))).isEmpty();
    }

    @Test
    void one_of_a_version_manager_is_found() throws Exception {
        fake(home.resolve(".pyenv/versions/3.42.1/bin/python3"), "3.42", "3.42.1", "True");

        assertThat(only(home.resolve("nothing")).find(new PythonVersion(3, 42)))
                .map(Interpreter::fullVersion)
                .contains("3.42.1");
    }

    @Test
    void the_choice_goes_before_PATH() throws Exception {
        Path chosen = fake(home.resolve("chosen"), "3.42", "3.42.1", "True");
        fake(home.resolve("bin/python3"), "3.41", "3.41.0", "True");
        Variables variables = path(home.resolve("bin")).with(Interpreters.CHOICE, chosen.toString());

        assertThat(new Interpreters(RUNNER, variables, home).local().fullVersion())
                .isEqualTo("3.42.1");
    }

    @Test
    void a_launcher_that_leads_nowhere_is_passed_over() throws Exception {
        script(home.resolve("a/python3"), "exit 127");
        fake(home.resolve("b/python3"), "3.41", "3.41.0", "True");
        Variables both = Variables.NONE.with("PATH", home.resolve("a") + ":" + home.resolve("b") + ":/bin");

        assertThat(new Interpreters(RUNNER, both, home).local().fullVersion()).isEqualTo("3.41.0");
    }

    @Test
    void no_python_at_all_says_how_to_get_one() {
        assertThatThrownBy(() -> only(home).local()).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.TOOL_MISSING);
            assertThat(error.next()).contains("apt install python3 python3-venv", Interpreters.CHOICE);
        });
    }

    @Test
    void a_choice_that_is_no_python_is_named() throws Exception {
        Path chosen = script(home.resolve("chosen"), "echo hello");
        Variables variables = Variables.inherited().with(Interpreters.CHOICE, chosen.toString());

        assertThatThrownBy(() -> new Interpreters(RUNNER, variables, home).local())
                .isInstanceOf(UserError.class)
                .hasMessageContaining(chosen.toString());
    }

    @Test
    void a_python_without_venv_is_no_tools_python_if_another_has_it() throws Exception {
        fake(home.resolve("bin/python3"), "3.41", "3.41.0", "False");
        fake(home.resolve("bin/python3.42"), "3.42", "3.42.0", "True");
        Interpreters interpreters = only(home.resolve("bin"));

        assertThat(interpreters.local().fullVersion()).isEqualTo("3.41.0");
        assertThat(interpreters.forTools().fullVersion()).isEqualTo("3.42.0");
    }

    @Test
    void only_pythons_without_venv_say_which_package_is_missing() throws Exception {
        fake(home.resolve("bin/python3"), "3.41", "3.41.0", "False");

        assertThatThrownBy(() -> only(home.resolve("bin")).forTools())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it has no venv module, or neither ensurepip nor pip")
                .hasMessageContaining("python3-venv");
    }

    @Test
    void python_3_8_is_too_old_for_our_tools_and_3_9_is_not() throws Exception {
        fake(home.resolve("old/python3"), "3.8", "3.8.18", "True");
        fake(home.resolve("new/python3"), "3.9", "3.9.0", "True");

        assertThatThrownBy(() -> only(home.resolve("old")).forTools())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3.8.18 is too old");
        assertThat(only(home.resolve("new")).forTools().fullVersion()).isEqualTo("3.9.0");
    }

    @Test
    void an_interpreter_is_asked_once_while_its_file_stays_the_same() throws Exception {
        Path python = fake(home.resolve("bin/python3"), "3.41", "3.41.0", "True");
        Path count = home.resolve("count");
        Files.writeString(python, Files.readString(python) + "echo x >> " + count + "\n");
        Interpreters interpreters = only(home.resolve("bin"));

        interpreters.local();
        interpreters.local();

        assertThat(count).hasContent("x");
    }

    private Interpreters only(Path folder) {
        return new Interpreters(RUNNER, path(folder), home);
    }

    /** Only {@code folder}: a script names its shell by its whole path. */
    private static Variables path(Path folder) {
        return Variables.NONE.with("PATH", folder.toString());
    }

    private static Path fake(Path file, String version, String fullVersion, String venv) throws IOException {
        return script(
                file,
                String.join(
                        "\\t",
                        "printf 'dyndeps-probe",
                        "cpython",
                        version,
                        fullVersion,
                        "35",
                        "x86_64",
                        venv,
                        venv,
                        file + "\\n'"));
    }

    private static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
