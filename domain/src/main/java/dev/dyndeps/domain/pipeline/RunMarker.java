package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.wheelhouse.CanonicalJson;
import java.util.Optional;

/**
 * The file in a run's folder that says whose the folder is: {@code dyndeps-run.json}. What has none, or one of another run,
 * is not ours to remove.
 */
public record RunMarker(RunId run, Owner owner) {
    /**
     * The process that started a run.
     *
     * @param started when it started, in milliseconds since 1970; with the process id this names it for ever
     */
    public record Owner(String user, String host, long pid, long started) {}

    /** The text of the file: an object of strings. */
    public String text() {
        return CanonicalJson.write(ImmutableMap.of(
                "run", run.toString(),
                "user", owner.user(),
                "host", owner.host(),
                "pid", Long.toString(owner.pid()),
                "started", Long.toString(owner.started())));
    }

    /** Reads what {@link #text()} wrote; empty if it is anything else. */
    public static Optional<RunMarker> parse(String text) {
        try {
            return Optional.of(new RunMarker(
                    new RunId(field(text, "run")),
                    new Owner(
                            field(text, "user"),
                            field(text, "host"),
                            Long.parseLong(field(text, "pid")),
                            Long.parseLong(field(text, "started")))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String field(String text, String name) {
        String before = "\n \"" + name + "\": \"";
        int start = text.indexOf(before);
        int end = text.indexOf('"', start + before.length());
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("no field " + name);
        }
        return text.substring(start + before.length(), end);
    }
}
