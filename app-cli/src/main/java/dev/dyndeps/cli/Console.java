package dev.dyndeps.cli;

import java.io.PrintStream;

/** Where output goes: results to one stream, progress and errors to the other. */
record Console(PrintStream out, PrintStream err) {
    /** One result: a line or several, without the last line end. */
    void result(String text) {
        out.println(text.stripTrailing());
        out.flush();
    }

    void message(String text) {
        err.println(text);
        err.flush();
    }
}
