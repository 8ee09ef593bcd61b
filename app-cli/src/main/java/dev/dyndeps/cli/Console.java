package dev.dyndeps.cli;

import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where output goes: results to one stream, progress and errors to the other. On a terminal the last line of the latter may
 * be a passing one, which goes before anything else is written.
 */
final class Console {
    /** To the beginning of the line, and what is there goes. */
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final Supplier<OptionalInt> columns;
    private @Nullable OptionalInt known;
    private boolean passing;

    /** @param columns how wide the terminal is that errors go to; asked for when it is first needed, empty for none */
    Console(PrintStream out, PrintStream err, Supplier<OptionalInt> columns) {
        this.out = out;
        this.err = err;
        this.columns = columns;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** How wide a passing line may be; empty where there can be none. */
    synchronized OptionalInt columns() {
        known = known == null ? columns.get() : known;
        return known;
    }

    /** One result: a line or several, without the last line end. */
    synchronized void result(String text) {
        erase();
        out.println(text.stripTrailing());
        out.flush();
    }

    synchronized void message(String text) {
        erase();
        err.println(text);
        err.flush();
    }

    /** A line that stays until the next one, of either kind. */
    synchronized void passing(String text) {
        err.print(ERASE + text);
        err.flush();
        passing = true;
    }

    private void erase() {
        if (passing) {
            err.print(ERASE);
            err.flush();
            passing = false;
        }
    }
}
