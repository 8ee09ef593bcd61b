package dev.dyndeps.domain.wheelhouse;

import java.util.Locale;

/**
 * Where a wheel came from.
 *
 * @param kind the way it came
 * @param from the URL, or the path in the input
 * @param tool what chose, fetched or built it, such as {@code pip 25.3}; {@code dyndeps} for our own
 */
public record Origin(Kind kind, String from, String tool) {
    /** The ways a wheel can come. */
    public enum Kind {
        /** From the package index. */
        INDEX,
        /** As a wheel in the input. */
        INPUT,
        /** Built from a project or a source distribution of the input. */
        BUILT,
        /** Written from the input's modules, as {@code user_modules}. */
        MODULES;

        /** The name in the manifest. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
