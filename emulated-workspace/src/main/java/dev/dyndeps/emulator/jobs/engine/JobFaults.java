package dev.dyndeps.emulator.jobs.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to go wrong with runs. Each fault strikes once, at the next chance. */
public final class JobFaults {
    private final Set<String> internalErrors = new HashSet<>(); // guarded by this, as are the others
    private final Map<String, Duration> delays = new HashMap<>();
    private int clustersThatNeverStart;

    /** The next run of a task of this key ends as an INTERNAL_ERROR of the platform; its program is never started. */
    public synchronized void internalError(String taskKey) {
        internalErrors.add(taskKey);
    }

    /** The next cluster that is asked for never comes up: what waits for it stays PENDING until it is cancelled. */
    public synchronized void clusterNeverStarts() {
        clustersThatNeverStart++;
    }

    /** The next run of a task of this key is RUNNING for so long before its program starts. */
    public synchronized void slowTask(String taskKey, Duration delay) {
        delays.put(taskKey, delay);
    }

    synchronized boolean takeInternalError(String taskKey) {
        return internalErrors.remove(taskKey);
    }

    synchronized boolean takeClusterNeverStarts() {
        if (clustersThatNeverStart == 0) {
            return false;
        }
        clustersThatNeverStart--;
        return true;
    }

    synchronized Optional<Duration> takeDelay(String taskKey) {
        return Optional.ofNullable(delays.remove(taskKey));
    }
}
