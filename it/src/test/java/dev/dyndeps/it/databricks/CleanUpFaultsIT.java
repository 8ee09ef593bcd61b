package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run's folder cannot be removed: the error names it and the command that removes it, and that command does. */
class CleanUpFaultsIT {
    private static final String BASE = QuickWorkspace.VOLUME;
    private static final Pattern NAMED = Pattern.compile("Remove what is left with: dyndeps (.+)");

    private final QuickWorkspace workspace = new QuickWorkspace();

    @AfterEach
    void stop() {
        workspace.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Named.of("500", Fault.internalError()), 4, "REMOTE_FAILED"),
                Arguments.of(Named.of("503", Fault.unavailable()), 4, "REMOTE_FAILED"),
                Arguments.of(Named.of("no answer", Fault.cutUpload(0)), 4, "REMOTE_FAILED"),
                Arguments.of(
                        Named.of("no permission", Fault.error(403, "PERMISSION_DENIED", "Not yours.")),
                        2,
                        "OUTPUT_UNWRITABLE"),
                Arguments.of(Named.of("an expired token", Fault.expiredToken()), 2, "SIGN_IN"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void what_is_left_is_named_and_removed_by_the_command_that_is_named(Fault fault, int status, String code) {
        workspace.faults().arm(Stage.CLEAN_UP.request, fault, 1000);

        Dyndeps.Result failed =
                program(workspace.variables(), "run", wheelhouse(), "--on", "databricks", "--base", BASE);

        assertThat(failed.status()).as(failed.everything()).isEqualTo(status);
        assertThat(failed.out()).contains("error " + code + ": ").doesNotContain("\tat ");
        assertThat(workspace.leftOfRuns(BASE)).isNotEmpty();
        workspace.faults().clear();

        Dyndeps.Result cleaned = program(workspace.variables(), named(failed));

        assertThat(cleaned.status()).as(cleaned.everything()).isZero();
        assertThat(workspace.leftOfRuns(BASE)).as(cleaned.everything()).isEmpty();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void the_command_names_the_profile_without_which_it_would_look_elsewhere() throws IOException {
        Files.writeString(
                workspace.configFile(),
                "[work]\nhost = " + workspace.emulated.url() + "\ntoken = " + workspace.emulated.token() + "\n");
        ImmutableMap<String, String> variables = ImmutableMap.<String, String>builder()
                .putAll(workspace.variables())
                .put("DATABRICKS_HOST", "")
                .put("DATABRICKS_TOKEN", "")
                .buildKeepingLast();
        workspace.faults().arm(Stage.CLEAN_UP.request, Fault.internalError(), 1000);

        Dyndeps.Result failed =
                program(variables, "run", wheelhouse(), "--on", "databricks", "--base", BASE, "--profile", "work");
        workspace.faults().clear();

        assertThat(named(failed)).contains("--profile", "work");
        assertThat(program(variables, named(failed)).status()).isZero();
        assertThat(workspace.leftOfRuns(BASE)).isEmpty();
    }

    /** The words after {@code dyndeps}. */
    private static String[] named(Dyndeps.Result failed) {
        Matcher command = NAMED.matcher(failed.out());
        assertThat(command.find()).as(failed.everything()).isTrue();
        return Splitter.on(' ').splitToList(command.group(1)).toArray(new String[0]);
    }

    private static String wheelhouse() {
        return QuickWorkspace.wheelhouse().toString();
    }

    /** In a process of its own, which has ended when the next one looks for it. */
    private Dyndeps.Result program(Map<String, String> variables, String... arguments) {
        ImmutableList<String> words = ImmutableList.copyOf(arguments);
        try (Program program =
                Program.start(variables, workspace.folder().resolve("output-" + words.get(0)), arguments)) {
            return program.ended();
        }
    }
}
