package dev.dyndeps.cli;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.LeftBehind;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.CanonicalJson;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.ToolError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** The one place that maps what went wrong to an exit code and words. */
final class Failures {
    private Failures() {}

    /**
     * A failure in words and for machines.
     *
     * @param code the refusal's code, or the kind of failure
     */
    record Failure(ExitCode exit, String code, String message, String next) {
        /**
         * A failure, and what could not be done after it: the folder of a run that stays is never kept quiet about.
         *
         * @param clean the command that removes it, if the command that failed knows better than its base
         */
        static Failure of(Throwable e, Optional<String> clean) {
            Failure first = alone(e);
            StringBuilder message = new StringBuilder(first.message);
            StringBuilder next = new StringBuilder(first.next);
            for (Throwable also : e.getSuppressed()) {
                if (also instanceof LeftBehind left) {
                    message.append("\n  ").append(left.getMessage()).append(why(left, first));
                    next.append(" Remove what is left with: ")
                            .append(clean.orElseGet(() -> "dyndeps clean --base " + left.base()));
                } else if (also instanceof RemoteError || also instanceof UserError || also instanceof ToolError) {
                    message.append("\n  Then: ").append(alone(also).message);
                }
            }
            return new Failure(first.exit, first.code, message.toString(), next.toString());
        }

        /** Not what has just been said. */
        private static String why(LeftBehind left, Failure first) {
            String why = left.getCause() == null ? "" : alone(left.getCause()).message;
            return why.isEmpty() || why.equals(first.message) ? "." : ": " + why;
        }

        private static Failure alone(Throwable e) {
            if (e instanceof UserError error) {
                return new Failure(
                        ExitCode.USER,
                        error.code().name(),
                        error.where() + ": " + error.what() + ".",
                        error.next() + ".");
            }
            if (e instanceof ToolError error) {
                String log = error.log()
                        .map(file -> " The whole output is in " + file + ".")
                        .orElse("");
                return new Failure(ExitCode.TOOL, "TOOL_FAILED", words(e) + log, error.next() + ".");
            }
            if (e instanceof RemoteError error) {
                return new Failure(ExitCode.REMOTE, "REMOTE_FAILED", words(e), error.next() + ".");
            }
            if (e instanceof Interrupted) {
                return new Failure(
                        ExitCode.INTERRUPTED,
                        "INTERRUPTED",
                        words(e),
                        e.getSuppressed().length == 0
                                ? "Nothing of it is left; run it again."
                                : "Not all of it could be ended or removed.");
            }
            if (e instanceof UncheckedIOException refused) {
                return new Failure(
                        ExitCode.USER,
                        Code.OUTPUT_UNWRITABLE.name(),
                        "a file cannot be read or written: " + words(requireNonNull(refused.getCause())) + ".",
                        "Check that its disk has room and that this user may read and write there, and run again.");
            }
            return new Failure(
                    ExitCode.BUG,
                    "BUG",
                    Throwables.getStackTraceAsString(e),
                    "This is an error of dyndeps; please report it with the lines above.");
        }
    }

    private static String words(Throwable e) {
        return Strings.nullToEmpty(e.getMessage());
    }

    /** Java says of a file that is not there, or is forbidden, its name and nothing else. */
    private static String words(IOException e) {
        return e instanceof FileSystemException refused && refused.getReason() == null
                ? refused.getFile() + " (" + e.getClass().getSimpleName() + ")"
                : Strings.nullToEmpty(e.getMessage());
    }

    static ExitCode show(Throwable e, boolean json, DyndepsCommand root) {
        Failure failure = Failure.of(e, root.remains());
        Console console = root.console();
        if (json) {
            console.result(CanonicalJson.write(
                    ImmutableMap.of("code", failure.code(), "message", failure.message(), "next", failure.next())));
        } else {
            console.message("error " + failure.code() + ": " + failure.message() + "\n  " + failure.next());
        }
        return failure.exit();
    }
}
