package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;

/** What compares the two sides of a marker (PEP 508); one that begins with another comes before it. */
enum MarkerOperator {
    ARBITRARY("==="),
    COMPATIBLE("~="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">"),
    IN("in"),
    NOT_IN("not in");

    private final String text;

    MarkerOperator(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether it is an operator of version specifiers too, and so compares versions where both sides are some. */
    boolean comparesVersions() {
        return this != IN && this != NOT_IN;
    }

    /**
     * Compares as Python compares two strings.
     *
     * @throws IllegalArgumentException if it has no meaning for strings
     */
    boolean comparesTexts(String left, String right) {
        return switch (this) {
            case ARBITRARY -> Ascii.equalsIgnoreCase(left, right);
            case COMPATIBLE ->
                throw new IllegalArgumentException(
                        "~= compares versions only, not " + Text.quote(left) + " with " + Text.quote(right));
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case AT_MOST -> left.compareTo(right) <= 0;
            case AT_LEAST -> left.compareTo(right) >= 0;
            case LESS -> left.compareTo(right) < 0;
            case GREATER -> left.compareTo(right) > 0;
            case IN -> right.contains(left);
            case NOT_IN -> !right.contains(left);
        };
    }
}
