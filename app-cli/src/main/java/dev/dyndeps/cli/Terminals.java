package dev.dyndeps.cli;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Whether a stream of this process goes to a terminal, found out without starting a process. */
final class Terminals {
    private static final int USUAL = 80;
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminals() {}

    /** How wide the terminal is that standard error goes to; empty if that is none, or one that cannot go back in a line. */
    static OptionalInt columns(ImmutableMap<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "");
        if (kind.isEmpty() || kind.equals("dumb") || !isTerminal()) {
            return OptionalInt.empty();
        }
        Integer told = Ints.tryParse(environment.getOrDefault("COLUMNS", ""));
        return OptionalInt.of(told == null || told < 1 ? USUAL : told);
    }

    private static boolean isTerminal() {
        try {
            return isTerminal(Files.readSymbolicLink(STANDARD_ERROR).toString());
        } catch (IOException | UnsupportedOperationException elsewhere) {
            // Not Linux: nobody tells without a process, and lines of a log are fine on a terminal, too.
            return false;
        }
    }

    /** Whether a device, as Linux names what a stream goes to, is a terminal. */
    static boolean isTerminal(String device) {
        return device.matches("/dev/(pts/\\d+|tty\\w*|console)");
    }
}
