package dev.dyndeps.emulator.jobs.model;

import java.util.Arrays;

/** Which ends of its dependencies let a task run. */
public enum RunIf {
    ALL_SUCCESS,
    ALL_DONE,
    NONE_FAILED,
    AT_LEAST_ONE_SUCCESS,
    ALL_FAILED,
    AT_LEAST_ONE_FAILED;

    static RunIf parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Invalid run_if: " + text));
    }
}
