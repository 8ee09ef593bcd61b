package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableMap;

/**
 * What came of a task that was started.
 *
 * @param code {@code SUCCESS}; {@code RUN_EXECUTION_ERROR} if its program raised; another if that could not be run
 * @param error the exception in one line; empty if it succeeded
 * @param trace its traceback; empty if there is none
 * @param values the task values that it set: their JSON by their names
 */
public record TaskEnd(TerminationCode code, String error, String trace, ImmutableMap<String, String> values) {
    /** It ended normally. */
    public static TaskEnd success(ImmutableMap<String, String> values) {
        return new TaskEnd(TerminationCode.SUCCESS, "", "", values);
    }

    /** Its program raised. */
    public static TaskEnd raised(String error, String trace, ImmutableMap<String, String> values) {
        return new TaskEnd(TerminationCode.RUN_EXECUTION_ERROR, error, trace, values);
    }

    /** Its program was never reached. */
    public static TaskEnd broken(TerminationCode code, String message) {
        return new TaskEnd(code, message, "", ImmutableMap.of());
    }
}
