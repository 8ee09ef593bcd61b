package dev.dyndeps.domain;

/**
 * Something the user gave us is not as it must be: says what, where, and what to do next.
 *
 * <p>The three sentences are plain text without a trailing full stop where they are joined by {@link #getMessage()};
 * secrets are redacted by whoever makes the error.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String where;
    private final String what;
    private final String next;

    /**
     * @param code the stable code
     * @param where the entry, line or option it is about, such as {@code requirements.txt:3}
     * @param what what is wrong, one sentence without its full stop
     * @param next what to do about it, one sentence without its full stop
     */
    public UserError(Code code, String where, String what, String next) {
        super(code + ": " + where + ": " + what + ". " + next + ".");
        this.code = code;
        this.where = where;
        this.what = what;
        this.next = next;
    }

    public Code code() {
        return code;
    }

    public String where() {
        return where;
    }

    public String what() {
        return what;
    }

    public String next() {
        return next;
    }
}
