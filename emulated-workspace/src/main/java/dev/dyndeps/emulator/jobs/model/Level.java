package dev.dyndeps.emulator.jobs.model;

import java.util.Arrays;

/** What somebody may do with a job, from the least to the most. */
public enum Level {
    CAN_VIEW("View"),
    CAN_MANAGE_RUN("Manage Run"),
    CAN_MANAGE("Manage"),
    IS_OWNER("Owner");

    private final String title;

    Level(String title) {
        this.title = title;
    }

    /** As messages call it. */
    String title() {
        return title;
    }

    static Level parse(String text) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("'" + text + "' is no permission level of a job"));
    }
}
