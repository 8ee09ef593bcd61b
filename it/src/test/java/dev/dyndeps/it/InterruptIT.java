package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of a run: what was begun is removed, the processes are ended, and the status says so. */
class InterruptIT {
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
        long pid;
        try (ProgramProcess program = ProgramProcess.start(
                Map.of(), "run", input.toString(), "--check", check.toString(), "--base", base.toString())) {
            String line = program.awaitLine("the check runs in");
            pid = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
            program.interrupt();

            assertThat(program.end()).as(program.output()).isEqualTo(130);
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        try (Stream<Path> files = Files.walk(base)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
