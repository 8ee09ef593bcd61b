package dev.dyndeps.emulator.jobs.model;

import java.util.Arrays;

/** What somebody may do with a job, from the least to the most. */
public enum Level {
    CAN_VIEW,
    CAN_MANAGE_RUN,
    CAN_MANAGE,
    IS_OWNER;

    static Level parse(String text) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("'" + text + "' is no permission level of a job"));
    }
}
