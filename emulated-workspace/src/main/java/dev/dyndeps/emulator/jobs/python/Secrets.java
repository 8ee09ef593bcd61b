package dev.dyndeps.emulator.jobs.python;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.engine.TerminationCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The workspace's secrets.
 *
 * @param values by {@code SCOPE/KEY}
 */
public record Secrets(ImmutableMap<String, String> values) {
    public static final Secrets NONE = new Secrets(ImmutableMap.of());

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{ *secrets/([^/}]+)/([^/} ]+) *}}");
    private static final String MASK = "[REDACTED]";

    /**
     * Replaces each {@code {{secrets/SCOPE/KEY}}}.
     *
     * @throws CannotStart if there is no such secret
     */
    String resolve(String text) throws CannotStart {
        StringBuilder resolved = new StringBuilder();
        Matcher found = REFERENCE.matcher(text);
        while (found.find()) {
            String value = Optional.ofNullable(values.get(found.group(1) + "/" + found.group(2)))
                    .orElseThrow(() -> new CannotStart(
                            TerminationCode.CLUSTER_ERROR,
                            "Secret does not exist with scope: " + found.group(1) + " and key: " + found.group(2)));
            found.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return found.appendTail(resolved).toString();
    }

    /** The text without any of them, as the service shows it. */
    String redact(String text) {
        String clean = text;
        for (String value : values.values()) {
            clean = value.isEmpty() ? clean : clean.replace(value, MASK);
        }
        return clean;
    }

    /** The names only. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
