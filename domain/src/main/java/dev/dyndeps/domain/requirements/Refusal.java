package dev.dyndeps.domain.requirements;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;

/** Makes the errors of one line of a requirements file. Every text of the line that is quoted goes through here. */
record Refusal(String where) {
    private static final int QUOTED = 120;

    static Refusal at(Object file, int line) {
        return new Refusal(file + ":" + line);
    }

    UserError of(Code code, String what, String next) {
        return new UserError(code, where, what, next);
    }

    /** The text as it may be shown: without secrets, and not too much of it. */
    static String quote(String text) {
        String safe = Urls.redact(text);
        return "'" + (safe.length() > QUOTED ? safe.substring(0, QUOTED) + "…" : safe) + "'";
    }
}
