package dev.dyndeps.port;

/** A remote service (an index, a workspace, a Spark master) said no or cannot be reached. */
public final class RemoteError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String next;

    /**
     * @param what what was asked of whom and what came back, redacted
     * @param next what to do about it, one sentence without its full stop
     */
    public RemoteError(String what, String next) {
        super(what);
        this.next = next;
    }

    public RemoteError(String what, String next, Throwable cause) {
        super(what, cause);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
