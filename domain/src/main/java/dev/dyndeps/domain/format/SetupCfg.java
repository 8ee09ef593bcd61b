package dev.dyndeps.domain.format;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import java.util.Optional;

/** As much of {@code setup.cfg} as tells a project from the settings of tools (Python's configparser). */
final class SetupCfg {
    private static final CharMatcher DELIMITER = CharMatcher.anyOf("=:");

    private SetupCfg() {}

    /** The {@code name} in {@code [metadata]}; empty if there is none or it has no value. */
    static Optional<String> metadataName(String text) {
        boolean metadata = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String stripped = line.strip();
            int delimiter = DELIMITER.indexIn(stripped);
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[")) {
                metadata = stripped.equals("[metadata]");
            } else if (metadata && delimiter > 0 && !Character.isWhitespace(line.charAt(0))) {
                String key = stripped.substring(0, delimiter).strip();
                String value = stripped.substring(delimiter + 1).strip();
                if (Ascii.equalsIgnoreCase(key, "name") && !value.isEmpty()) {
                    return Optional.of(value);
                }
            }
        }
        return Optional.empty();
    }
}
