package dev.dyndeps.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.MoreCollectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launchers of the wheel and of the plain zip, with a shell script in the place of Java. */
class LauncherTest {
    private static final Path LAUNCHERS = Path.of("src/main/dist");

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void install() throws IOException {
        program = Files.createDirectories(folder.resolve("with a space/dyndeps"));
        Files.copy(LAUNCHERS.resolve("dyndeps/__main__.py"), program.resolve("__main__.py"));
        Files.createDirectory(program.resolve("bin"));
        Files.copy(LAUNCHERS.resolve("bin/dyndeps"), program.resolve("bin/dyndeps"));
        Files.copy(LAUNCHERS.resolve("classes.sh"), program.resolve("classes.sh"));
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
        assertThat(output(start(Map.of("DYNDEPS_CLASS_ARCHIVE", "off"), "run", "@file", "two words", ""))
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
    @EnumSource
    void where_the_archive_of_classes_has_to_be_is_said_to_the_program(Launcher launcher) throws Exception {
        assertThat(archive(launcher, Map.of("DYNDEPS_CACHE", folder + "/c")).toString())
                .startsWith(folder + "/c/classes/");
        assertThat(archive(launcher, Map.of("DYNDEPS_CACHE", "", "XDG_CACHE_HOME", folder + "/x"))
                        .toString())
                .startsWith(folder + "/x/dyndeps/classes/");
        assertThat(archive(launcher, Map.of("DYNDEPS_CACHE", "", "XDG_CACHE_HOME", "x", "HOME", folder + "/h"))
                        .toString())
                .startsWith(folder + "/h/.cache/dyndeps/classes/");
        assertThat(output(start(launcher, Map.of("DYNDEPS_CLASS_ARCHIVE", "off"))))
                .doesNotContain("dyndeps.classes");
    }

    @ParameterizedTest
    @EnumSource
    void an_archive_of_classes_is_given_to_java_if_it_is_as_when_it_was_made(Launcher launcher) throws Exception {
        Map<String, String> variables = Map.of("DYNDEPS_CACHE", folder + "/c");
        Path archive = archive(launcher, variables);
        Files.createDirectories(archive.getParent());
        String given = "<-XX:SharedArchiveFile=" + archive + ".jsa>";

        Files.writeString(Path.of(archive + ".jsa"), "12345");
        assertThat(output(start(launcher, variables, "x"))).doesNotContain(given);
        Files.writeString(Path.of(archive + ".made"), "5\nof this\n");
        assertThat(output(start(launcher, variables, "x")))
                .contains(given, "<-Xlog:cds*=off>", "<dev.dyndeps.cli.Main>\n<x>\n");
        Path jsa = Path.of(archive + ".jsa");
        FileTime whenMade = Files.getLastModifiedTime(Path.of(archive + ".made"));
        Files.setLastModifiedTime(jsa, FileTime.from(whenMade.toInstant().plusSeconds(2)));
        assertThat(output(start(launcher, variables, "x"))).doesNotContain("SharedArchiveFile");
        Files.setLastModifiedTime(jsa, whenMade);
        assertThat(output(start(launcher, variables, "x"))).contains(given);
        for (String other : new String[] {"6\n", "", "five\n", "0\n"}) {
            Files.writeString(Path.of(archive + ".made"), other);
            assertThat(output(start(launcher, variables, "x")))
                    .doesNotContain("SharedArchiveFile")
                    .contains("<dev.dyndeps.cli.Main>\n<x>\n")
                    .doesNotContainIgnoringCase("error", "integer");
        }
    }

    /** As the program is told, without the suffixes. */
    private Path archive(Launcher launcher, Map<String, String> variables) throws IOException {
        String option = "<-Ddyndeps.classes=";
        return output(start(launcher, variables))
                .lines()
                .filter(line -> line.startsWith(option))
                .map(line -> Path.of(line.substring(option.length(), line.length() - 1)))
                .collect(MoreCollectors.onlyElement());
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

    private enum Launcher {
        WHEEL,
        PLAIN_ZIP
    }

    private Process start(Map<String, String> variables, String... arguments) throws IOException {
        return start(Launcher.WHEEL, variables, arguments);
    }

    private Process start(Launcher launcher, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                switch (launcher) {
                    case WHEEL -> List.of("python3", "-I", program.toString());
                    case PLAIN_ZIP ->
                        List.of("sh", program.resolve("bin/dyndeps").toString());
                });
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", program.resolve("java").toString());
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
