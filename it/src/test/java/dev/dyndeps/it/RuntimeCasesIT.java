package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime's own cases hold for the wheelhouses that the program builds, as they do for those of its tests. */
class RuntimeCasesIT {
    private static final List<String> SETS = List.of("basic", "odd", "other", "fat", "user");
    private static final Path CASES = Dyndeps.ROOT.resolve("python-runtime/src/test/python");

    @TempDir
    Path folder;

    private final ProcessRunner processes = new ProcessRunner();
    private final Interpreter python = Interpreters.ofThisMachine(processes).local();

    @Test
    void every_case_passes_on_wheelhouses_that_were_built_of_wheels_alone_without_an_index() throws IOException {
        Path wheels = folder.resolve("wheels");
        python(CASES.resolve("wheels.py"), wheels.toString());
        Path built = folder.resolve("built");
        Map<String, String> noIndex = noIndex();
        for (String set : SETS) {
            Dyndeps.Result result = Dyndeps.run(
                    noIndex,
                    "build",
                    wheels.resolve(set).toString(),
                    "--target",
                    "python3.10-manylinux_2_35_x86_64",
                    "-o",
                    built.toString(),
                    "--json");
            assertThat(result.status()).as(set + ": " + result.everything()).isZero();
            Dyndeps.json("verify", result.json().get("wheelhouse").asText());
        }

        ProcessResult cases = python(
                CASES.resolve("run_tests.py"),
                Dyndeps.ROOT.resolve("python-runtime/target/pytest").toString(),
                "test_cases.py",
                "test_user_modules.py",
                "--wheelhouses",
                built.toString(),
                "--one-python",
                python.version().toString());

        assertThat(String.join("\n", cases.tail())).containsPattern("\\d\\d passed");
    }

    /** Settings with which any question to an index ends in an error. */
    private static Map<String, String> noIndex() throws IOException {
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return ImmutableMap.of(
                    "PIP_INDEX_URL", "http://127.0.0.1:" + closedSoon.getLocalPort() + "/simple/",
                    "PIP_EXTRA_INDEX_URL", "",
                    "PIP_FIND_LINKS", "",
                    "PIP_CONFIG_FILE", "/dev/null",
                    "PIP_RETRIES", "0");
        }
    }

    private ProcessResult python(Path script, String... arguments) {
        List<String> command = ImmutableList.<String>builder()
                .add(python.executable().toString(), "-B", script.toString())
                .add(arguments)
                .build();
        ProcessResult result = processes.run(Command.of(Variables.inherited(), command));
        assertThat(result.ok()).as(String.join("\n", result.tail())).isTrue();
        return result;
    }
}
