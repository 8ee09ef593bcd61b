package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;

/**
 * How a process ended.
 *
 * @param exitCode its exit code; 128 and the signal's number if a signal ended it
 * @param timedOut whether it was ended because it took longer than it might
 * @param tail the last lines of its output, both streams as they came, redacted
 * @param errors the last lines of its standard error alone, which what came on the other stream cannot fall into
 */
public record ProcessResult(int exitCode, boolean timedOut, ImmutableList<String> tail, ImmutableList<String> errors) {
    /** Whether it ended by itself and well. */
    public boolean ok() {
        return exitCode == 0 && !timedOut;
    }
}
