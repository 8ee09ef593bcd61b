package dev.dyndeps.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in Python, with a shell script in the place of its Java. */
class LauncherTest {
    private static final Path LAUNCHERS = Path.of("src/main/dist");

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void install() throws IOException {
        program = Files.createDirectories(folder.resolve("with a space/dyndeps"));
        Files.copy(LAUNCHERS.resolve("dyndeps/__main__.py"), program.resolve("__main__.py"));
        java("echo $$; for a in \"$@\"; do echo \"<$a>\"; done; echo \"locale ${LC_ALL:-$LC_CTYPE}\"; exit 7");
    }

    @Test
    void java_takes_the_place_of_the_process_so_signals_reach_it() throws Exception {
        Process process = start(Map.of());

        assertThat(output(process)).startsWith(process.pid() + "\n");
    }

    @Test
    void the_status_is_javas() throws Exception {
        assertThat(start(Map.of()).waitFor()).isEqualTo(7);
    }

    @Test
    void it_gives_java_the_flags_the_home_the_jars_and_all_arguments_as_they_are() throws Exception {
        assertThat(output(start(Map.of(), "run", "@file", "two words", ""))
                        .lines()
                        .skip(1))
                .startsWith(
                        "<@" + program + "/jvm.options>",
                        "<-Ddyndeps.home=" + program + ">",
                        "<-cp>",
                        "<" + program + "/lib/*>",
                        "<dev.dyndeps.cli.Main>",
                        "<run>",
                        "<@file>",
                        "<two words>",
                        "<>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "POSIX", "de_DE.ISO-8859-1"})
    void a_machine_without_a_locale_gets_one_that_knows_all_file_names(String locale) throws Exception {
        assertThat(output(start(Map.of("LC_ALL", locale, "LC_CTYPE", "", "LANG", ""))))
                .endsWith("locale C.UTF-8\n");
    }

    @Test
    void a_locale_of_utf_8_stays() throws Exception {
        assertThat(output(start(Map.of("LC_ALL", "de_DE.utf8")))).endsWith("locale de_DE.utf8\n");
    }

    @Test
    void a_java_that_lost_its_mode_is_named() throws Exception {
        assertThat(program.resolve("java/bin/java").toFile().setExecutable(false))
                .isTrue();
        Process process = start(Map.of());

        assertThat(output(process)).contains("java/bin/java is not there or may not be run");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private void java(String script) throws IOException {
        Path java = Files.createDirectories(program.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private Process start(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-I", program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
