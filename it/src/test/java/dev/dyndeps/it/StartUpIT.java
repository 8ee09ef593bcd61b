package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command pays for what it does and for nothing else. */
class StartUpIT {
    /** Databricks' SDK and what it brings, JSON, HTTP, TOML: what most commands have no use for. */
    private static final Pattern HEAVY = Pattern.compile(
            " (com\\.databricks|com\\.fasterxml|com\\.google\\.(api|auth|protobuf|gson)|org\\.apache\\.http"
                    + "|java\\.net\\.http|jdk\\.internal\\.net\\.http|sun\\.net\\.www\\.protocol\\.https?|org\\.jline"
                    // What links the methods that javac makes for a record.
                    + "|java\\.lang\\.runtime)\\.");

    /** The archive must not be what hides them. */
    private static final Map<String, String> NO_ARCHIVE = Map.of("DYNDEPS_CLASS_ARCHIVE", "off");

    @TempDir
    Path folder;

    @Test
    void help_loads_its_own_classes_and_picocli() throws Exception {
        assertLight("--help");
    }

    @Test
    void inspect_loads_no_class_that_it_has_no_use_for() throws Exception {
        assertLight("inspect", Dyndeps.example("pure_python.zip"));
    }

    @Test
    void a_build_of_plain_modules_loads_no_class_that_it_has_no_use_for() throws Exception {
        assertLight("build", Dyndeps.example("pure_python.zip"), "-o", folder.toString());
    }

    @Test
    void only_the_command_that_is_asked_for_is_made() throws Exception {
        assertThat(classes("inspect", Dyndeps.example("pure_python.zip")))
                .anyMatch(line -> line.endsWith(" dev.dyndeps.cli.InspectCommand"))
                .noneMatch(line -> line.endsWith(" dev.dyndeps.cli.RunCommand"));
    }

    private void assertLight(String... arguments) throws Exception {
        assertThat(classes(arguments))
                .anyMatch(line -> line.endsWith(" dev.dyndeps.cli.Main"))
                .noneMatch(HEAVY.asPredicate());
    }

    private ImmutableSet<String> classes(String... arguments) throws Exception {
        InstalledLauncher program = InstalledLauncher.in(folder);
        Path log = Files.createTempFile(folder, "classes", ".log");
        return program.classes(log, NO_ARCHIVE, arguments);
    }
}
