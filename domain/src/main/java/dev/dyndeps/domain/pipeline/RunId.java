package dev.dyndeps.domain.pipeline;

import java.util.UUID;

/** The name of one run of the pipeline, made before anything starts and given to every task. */
public record RunId(UUID value) {
    /** @throws IllegalArgumentException if the text is no UUID */
    public static RunId parse(String text) {
        return new RunId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
