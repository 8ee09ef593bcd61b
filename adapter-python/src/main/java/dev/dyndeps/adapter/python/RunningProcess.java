package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.port.Interrupted;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that was started. Closing it ends it and all that it started; that may be done from any thread. */
public final class RunningProcess implements AutoCloseable {
    /** How long to wait for output after the end: a descendant that lives on may hold the streams open for ever. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Command command;
    private final Process process;
    private final OutputSink output;
    private final ImmutableList<Thread> drains;
    private final long startedNanos = System.nanoTime();

    RunningProcess(Command command, Process process, OutputSink output) {
        this.command = command;
        this.process = process;
        this.output = output;
        String name = "output of process " + process.pid();
        this.drains = ImmutableList.of(
                output.drain(process.getInputStream(), OutputListener.Source.OUT, name),
                output.drain(process.getErrorStream(), OutputListener.Source.ERR, name));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits for its end; one that takes longer than it may is ended.
     *
     * @throws Interrupted if this thread is interrupted; the process goes on until it is closed
     */
    public ProcessResult await() {
        boolean timedOut = false;
        try {
            if (command.timeLimit().isEmpty()) {
                process.waitFor();
            } else if (!process.waitFor(remainingNanos(command.timeLimit().get()), TimeUnit.NANOSECONDS)) {
                timedOut = true;
                ProcessFamily.end(process.toHandle());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("a run of " + command.redacted().get(0));
        }
        ImmutableList<String> tail = lastWords();
        return new ProcessResult(exitCode(), timedOut, tail, output.errors());
    }

    private int exitCode() {
        return process.isAlive() ? 137 : process.exitValue();
    }

    private long remainingNanos(Duration limit) {
        return limit.toNanos() - (System.nanoTime() - startedNanos);
    }

    private ImmutableList<String> lastWords() {
        drains.forEach(thread -> Uninterruptibles.joinUninterruptibly(thread, LAST_WORDS));
        return output.close();
    }

    /** Ends it and all that it started, if they still run, and waits until they are gone; twice is no error. */
    @Override
    public void close() {
        if (process.isAlive()) {
            ProcessFamily.end(process.toHandle());
        }
        lastWords();
    }
}
