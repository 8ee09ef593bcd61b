package dev.dyndeps.emulator.jobs.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** The output of a task, of which the service keeps the last 5 MB. */
final class TaskLog {
    static final int MOST_BYTES = 5 * 1024 * 1024;

    private final Deque<String> lines = new ArrayDeque<>(); // guarded by this, as are the next two
    private long bytes;
    private boolean truncated;

    synchronized void add(String line) {
        lines.add(line);
        bytes += size(line);
        while (bytes > MOST_BYTES) {
            bytes -= size(lines.remove());
            truncated = true;
        }
    }

    private static int size(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    synchronized String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    synchronized boolean isTruncated() {
        return truncated;
    }
}
