package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.testkit.WheelMaker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of a run: what was begun is removed, the processes are ended, and the status says so. */
class InterruptIT {
    /** A build in the background has SIGINT ignored, and what it starts inherits that. */
    private static final String HEEDING_SIGINT = """
            import os, signal, sys
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execvp(sys.argv[1], sys.argv[1:])
            """;

    @TempDir
    Path folder;

    @Test
    void an_interrupted_run_leaves_neither_its_folder_nor_its_processes() throws IOException, InterruptedException {
        Path input = folder.resolve("input");
        WheelMaker.wheel("alpha", "1.0").writeTo(input);
        Path check = folder.resolve("check.py");
        Files.writeString(check, """
                import os, time
                print("the check runs in", os.getpid(), flush=True)
                time.sleep(600)
                """);
        Path base = folder.resolve("base");
        ProcessBuilder builder = new ProcessBuilder(
                Interpreters.ofThisMachine(new ProcessRunner())
                        .local()
                        .executable()
                        .toString(),
                "-c",
                HEEDING_SIGINT,
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.dyndeps.cli.Main",
                "run",
                input.toString(),
                "--check",
                check.toString(),
                "--base",
                base.toString());
        builder.environment().put("DYNDEPS_CACHE", Dyndeps.CACHE.toString());
        Process process = builder.redirectErrorStream(true).start();
        long pid = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder seen = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                seen.append(line).append('\n');
                if (line.contains("the check runs in")) {
                    pid = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
                    break;
                }
            }
            assertThat(pid).as(seen.toString()).isPositive();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        try (Stream<Path> files = Files.walk(base)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
