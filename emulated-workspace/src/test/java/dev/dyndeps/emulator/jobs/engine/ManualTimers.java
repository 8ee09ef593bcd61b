package dev.dyndeps.emulator.jobs.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when the test says so. */
final class ManualTimers implements Timers {
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::due));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private record Alarm(Instant due, Runnable action) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable action) {
        alarms.add(new Alarm(now.plus(delay), action));
    }

    void pass(Duration time) {
        Instant end = now.plus(time);
        while (!alarms.isEmpty() && !alarms.element().due().isAfter(end)) {
            Alarm alarm = alarms.remove();
            now = alarm.due();
            alarm.action().run();
        }
        now = end;
    }
}
