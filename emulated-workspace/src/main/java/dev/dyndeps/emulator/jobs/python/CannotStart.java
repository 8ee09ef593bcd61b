package dev.dyndeps.emulator.jobs.python;

import dev.dyndeps.emulator.jobs.engine.TaskEnd;
import dev.dyndeps.emulator.jobs.engine.TerminationCode;

/** A task whose program is never reached. */
final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    private final TerminationCode code;

    CannotStart(TerminationCode code, String message) {
        super(message);
        this.code = code;
    }

    TaskEnd end() {
        return TaskEnd.broken(code, String.valueOf(getMessage()));
    }
}
