package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.ToolError;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts processes: an argument list and a whole environment in, no standard input, both streams drained, everything
 * that is reported redacted, all descendants ended when it takes too long or is not wanted any more.
 */
public final class ProcessRunner {
    /**
     * Runs to the end.
     *
     * @throws ToolError if it cannot be started; a bad exit code is part of the result
     * @throws Interrupted if this thread is interrupted; then the process and all that it started were ended
     */
    public ProcessResult run(Command command) {
        try (RunningProcess running = start(command)) {
            return running.await();
        }
    }

    /**
     * Starts and returns at once.
     *
     * @throws ToolError if it cannot be started
     */
    public RunningProcess start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        builder.environment().clear();
        builder.environment().putAll(command.variables().values());
        command.directory().ifPresent(folder -> builder.directory(folder.toFile()));
        OutputSink output = new OutputSink(
                Redaction.of(command.variables()),
                command.listener(),
                command.log().map(this::open));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new RunningProcess(command, process, output);
        } catch (IOException e) {
            output.close();
            throw new ToolError(
                    "cannot start " + command.redacted().get(0) + ": " + e.getMessage(),
                    "Check that the program is there and may be executed",
                    ImmutableList.of(),
                    -1,
                    ImmutableList.of(),
                    Optional.empty());
        }
    }

    private Writer open(Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return Files.newBufferedWriter(log);
        } catch (IOException e) {
            return Writer.nullWriter();
        }
    }
}
