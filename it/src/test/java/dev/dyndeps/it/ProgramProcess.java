package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which can be interrupted; it is gone when this is closed. */
public final class ProgramProcess implements AutoCloseable {
    /** A build in the background has SIGINT ignored, and what it starts inherits that. */
    private static final String HEEDING_SIGINT = """
            import os, signal, sys
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execvp(sys.argv[1], sys.argv[1:])
            """;

    private static final int END_SECONDS = 90;

    private final Process process;
    private final BufferedReader lines;
    private final StringBuilder seen = new StringBuilder();

    private ProgramProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param variables more environment variables, or other values for some */
    public static ProgramProcess start(Map<String, String> variables, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ImmutableList.<String>builder()
                .add(Interpreters.ofThisMachine(new ProcessRunner())
                        .local()
                        .executable()
                        .toString())
                .add("-c", HEEDING_SIGINT)
                .add(ProcessHandle.current().info().command().orElse("java"))
                .add("-cp", System.getProperty("java.class.path"), "dev.dyndeps.cli.Main")
                .add(arguments)
                .build());
        builder.environment().put("DYNDEPS_CACHE", Dyndeps.CACHE.toString());
        builder.environment().putAll(variables);
        return new ProgramProcess(builder.redirectErrorStream(true).start());
    }

    /** Reads on to the first line that has this text, and returns it. */
    public String awaitLine(String part) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("no line has \"" + part + "\":\n" + seen);
    }

    /** Presses Ctrl-C. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** Its exit status, once it has ended. */
    public int end() throws IOException, InterruptedException {
        lines.lines().forEach(line -> seen.append(line).append('\n'));
        assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** All that it wrote and that was read. */
    public String output() {
        return seen.toString();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
