package dev.dyndeps.adapter.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A failure that may well be gone a little later. */
final class Passing extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> after;

    Passing(String why) {
        this(why, Optional.empty());
    }

    /** @param after when to come back, if the server says so */
    Passing(String why, Optional<Duration> after) {
        super(why);
        this.after = after;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    Optional<Duration> after() {
        return after;
    }
}
