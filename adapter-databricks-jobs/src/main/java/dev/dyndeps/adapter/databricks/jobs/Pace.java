package dev.dyndeps.adapter.databricks.jobs;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How often the service is asked, and how long it is borne with.
 *
 * @param clock by which all of it is measured
 * @param shortest between two looks at a run at first
 * @param longest between two looks at a run that takes long
 * @param silence after which a run is said to go on as it did
 * @param outage how long the service may be out of reach while a run is watched
 * @param ending how long a cancelled run may take to end
 */
public record Pace(
        InstantSource clock, Duration shortest, Duration longest, Duration silence, Duration outage, Duration ending) {

    /** Looks every 1 to 5 seconds, a word each minute; 10 minutes of outage, 5 for an end. */
    public static Pace standard(InstantSource clock) {
        return new Pace(
                clock,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5));
    }

    /** The next interval: half as long again, up to the longest. */
    Duration after(Duration interval) {
        Duration next = interval.plus(interval.dividedBy(2)).plusMillis(1);
        return next.compareTo(longest) < 0 ? next : longest;
    }
}
