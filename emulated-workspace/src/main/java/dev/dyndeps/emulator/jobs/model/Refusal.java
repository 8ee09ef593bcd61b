package dev.dyndeps.emulator.jobs.model;

/** A request that the service refuses, with the error code of its answer. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private Refusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What asks for something that cannot be: also the answer for a job or a run that does not exist. */
    public static Refusal invalid(String message) {
        return new Refusal(Kind.INVALID_PARAMETER_VALUE, message);
    }

    public static Refusal malformed(String message) {
        return new Refusal(Kind.MALFORMED_REQUEST, message);
    }

    public static Refusal denied(String message) {
        return new Refusal(Kind.PERMISSION_DENIED, message);
    }

    public static Refusal missing(String message) {
        return new Refusal(Kind.RESOURCE_DOES_NOT_EXIST, message);
    }

    /** What the real service does and this one doesn't. */
    public static Refusal notEmulated(String what) {
        return new Refusal(Kind.NOT_IMPLEMENTED, "The emulated workspace does not know " + what);
    }

    public Kind kind() {
        return kind;
    }

    /** The error codes of Databricks, with their HTTP status. */
    public enum Kind {
        INVALID_PARAMETER_VALUE(400),
        MALFORMED_REQUEST(400),
        PERMISSION_DENIED(403),
        RESOURCE_DOES_NOT_EXIST(404),
        NOT_IMPLEMENTED(501);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
