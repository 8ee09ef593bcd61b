package dev.dyndeps.emulator.jobs.engine;

/**
 * The end of a run or a task.
 *
 * @param message a sentence for people; may be empty
 */
public record Termination(Result result, TerminationCode code, String message) {
    static final Termination SUCCEEDED = new Termination(Result.SUCCESS, TerminationCode.SUCCESS, "");
    static final Termination CANCELED =
            new Termination(Result.CANCELED, TerminationCode.USER_CANCELED, "Run cancelled.");
    static final Termination TIMED_OUT = new Termination(Result.TIMEDOUT, TerminationCode.CANCELED, "Run timed out.");

    static Termination failed(TerminationCode code, String message) {
        return new Termination(Result.FAILED, code, message);
    }

    static Termination skipped(Result result, String message) {
        return new Termination(result, TerminationCode.SKIPPED, message);
    }
}
