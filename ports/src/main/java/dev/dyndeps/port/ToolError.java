package dev.dyndeps.port;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A tool that we ran (pip, a build backend, Spark) failed for a reason that is neither the input's nor ours.
 *
 * <p>The command and the lines are redacted: no credentials of a URL, no token.
 */
public final class ToolError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String next;
    private final ImmutableList<String> command;
    private final int exitCode;
    private final ImmutableList<String> lines;
    private final transient Optional<Path> log;

    /**
     * @param what what went wrong, one paragraph
     * @param next what to do about it, one sentence without its full stop
     * @param command the command that was run; empty if it could not be started
     * @param exitCode its exit code; -1 if it did not end by itself
     * @param lines the lines of its output that matter
     * @param log the whole output, if it was kept
     */
    public ToolError(
            String what,
            String next,
            ImmutableList<String> command,
            int exitCode,
            ImmutableList<String> lines,
            Optional<Path> log) {
        super(what + (lines.isEmpty() ? "" : "\n  " + Joiner.on("\n  ").join(lines)));
        this.next = next;
        this.command = command;
        this.exitCode = exitCode;
        this.lines = lines;
        this.log = log;
    }

    public String next() {
        return next;
    }

    public ImmutableList<String> command() {
        return command;
    }

    public int exitCode() {
        return exitCode;
    }

    public ImmutableList<String> lines() {
        return lines;
    }

    public Optional<Path> log() {
        return log == null ? Optional.empty() : log;
    }
}
