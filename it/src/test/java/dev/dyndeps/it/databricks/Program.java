package dev.dyndeps.it.databricks;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, which can be killed, and which is dead when it has ended. */
final class Program implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param output a file that what it writes goes to */
    static Program start(Map<String, String> variables, Path output, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(ImmutableList.<String>builder()
                .add(ProcessHandle.current().info().command().orElse("java"))
                // It lives for a second or two.
                .add("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .add("-cp", System.getProperty("java.class.path"), "dev.dyndeps.cli.Main")
                .add(arguments)
                .build());
        builder.environment().put("DYNDEPS_CACHE", Dyndeps.CACHE.toString());
        builder.environment().putAll(variables);
        try {
            return new Program(
                    builder.redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it as {@code kill -9} does, and returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Its status and all that it wrote, once it has ended. */
    Dyndeps.Result ended() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + Files.readString(output));
            }
            return new Dyndeps.Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
