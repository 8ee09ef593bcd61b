package dev.dyndeps.adapter.http;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait for what.
 *
 * @param idle without a byte, before a connection counts as dead
 * @param retries in a row that may bring nothing; an attempt that brought some of the file on is not one of them
 * @param first the wait before the second attempt; it doubles
 */
record Patience(Duration idle, int retries, Duration first) {
    /** The longest wait between two attempts, whatever a server asks for. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration LONGEST_OF_OURS = Duration.ofSeconds(20);

    /** pip's settings, and its defaults. */
    static Patience of(PipSettings settings, Duration first) {
        Double seconds = settings.timeout().map(Doubles::tryParse).orElse(null);
        Integer retries = settings.get("retries").map(Ints::tryParse).orElse(null);
        return new Patience(
                seconds == null || seconds <= 0 ? Duration.ofSeconds(15) : Duration.ofMillis((long) (seconds * 1000)),
                retries == null || retries < 0 ? 5 : retries,
                first);
    }

    /**
     * The wait before the next attempt; empty if there should be none.
     *
     * @param futile how many attempts in a row brought nothing
     */
    Optional<Duration> wait(int futile, Passing failure) {
        if (futile > retries
                || failure.after().filter(asked -> asked.compareTo(LONGEST) > 0).isPresent()) {
            return Optional.empty();
        }
        return failure.after().or(() -> {
            long doubled = first.toMillis() << Math.min(futile, 20);
            long most = Math.min(doubled, LONGEST_OF_OURS.toMillis());
            // Within a quarter less, so that those who were cut at the same moment do not come back at the same one.
            return Optional.of(
                    Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 4 + 1)));
        });
    }
}
