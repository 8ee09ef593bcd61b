package dev.dyndeps.domain.python;

/**
 * An environment marker (PEP 508, dependency specifiers specification): comparisons joined by {@code and} and {@code or}.
 * Its text is canonical: older spellings of variables replaced, extras normalised, parentheses only where
 * they matter.
 *
 * <p>A comparison is one of versions if the left side is a version and operator and right side make a version specifier,
 * else one of texts. Where {@code packaging} 25 fails or answers by accident, this follows the specification: texts are
 * compared where the right side alone is a version ({@code platform_release >= "5"}); two variables are compared by
 * their values; {@code ===} compares texts too, upper or lower case; a backslash in quotes is refused instead of read as Python's escape; {@code extras} and
 * {@code dependency_groups} (lock files) are unknown variables.
 */
public sealed interface Marker permits MarkerAnd, MarkerOr, MarkerComparison {
    /** @throws IllegalArgumentException with the offending text */
    static Marker parse(String text) {
        Cursor cursor = new Cursor(text);
        cursor.skipBlanks();
        Marker marker = new MarkerParser(cursor).marker();
        if (!cursor.atEnd()) {
            throw cursor.error("expected \"and\", \"or\" or the end of the marker");
        }
        return marker;
    }

    /**
     * Whether it holds in the environment.
     *
     * @throws IllegalArgumentException if the environment lacks a variable, or {@code ~=} stands between texts that are no
     *     versions
     */
    boolean holds(MarkerEnvironment environment);
}
