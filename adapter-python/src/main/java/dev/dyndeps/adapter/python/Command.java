package dev.dyndeps.adapter.python;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What to run, and how.
 *
 * @param arguments the program and its arguments; no shell is involved
 * @param variables its whole environment
 * @param directory where it runs; here, if empty
 * @param timeLimit how long it may take; as long as it wants, if empty
 * @param log a file that gets its whole output, redacted; replaced if there is one
 * @param listener hears its output
 */
public record Command(
        ImmutableList<String> arguments,
        Variables variables,
        Optional<Path> directory,
        Optional<Duration> timeLimit,
        Optional<Path> log,
        OutputListener listener) {

    /** Runs here, without a time limit, a log or a listener. */
    public static Command of(Variables variables, List<String> arguments) {
        return new Command(
                ImmutableList.copyOf(arguments),
                variables,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OutputListener.NONE);
    }

    /** Runs here, without a time limit, a log or a listener. */
    public static Command of(Variables variables, String... arguments) {
        return of(variables, Arrays.asList(arguments));
    }

    public Command in(Path folder) {
        return new Command(arguments, variables, Optional.of(folder), timeLimit, log, listener);
    }

    public Command within(Duration limit) {
        return new Command(arguments, variables, directory, Optional.of(limit), log, listener);
    }

    public Command loggedTo(Path file) {
        return new Command(arguments, variables, directory, timeLimit, Optional.of(file), listener);
    }

    public Command heardBy(OutputListener ear) {
        return new Command(arguments, variables, directory, timeLimit, log, ear);
    }

    /** The program and its arguments as they may be shown. */
    public ImmutableList<String> redacted() {
        Redaction redaction = Redaction.of(variables);
        return arguments.stream().map(redaction::redact).collect(ImmutableList.toImmutableList());
    }
}
