package dev.dyndeps.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Another process with this test's classes, to be killed or raced with. Ended when it is closed. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private ChildJvm(Process process) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
    }

    static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        ImmutableList.Builder<String> command = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .add("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m")
                .add("-cp", System.getProperty("java.class.path"))
                .add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildJvm(new ProcessBuilder(command.build())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line that it prints; fails if there is none. */
    String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("the child ended without a word");
        }
        return line;
    }

    /** Lets it run for so long and kills it as {@code kill -9} does. */
    void killAfter(long micros) throws InterruptedException {
        process.waitFor(micros, TimeUnit.MICROSECONDS);
        process.destroyForcibly().waitFor();
    }

    /** Ends it as {@code kill} or Ctrl-C does. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
