package dev.dyndeps.domain.python;

import java.util.Locale;
import java.util.Objects;

/** Strangers' text: the character classes of the packaging grammars, all ASCII, and how a message quotes it. */
final class Text {
    private static final int LONGEST_QUOTE = 200;

    private Text() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isAlphanumeric(int c) {
        return isDigit(c) || isLetter(c);
    }

    /** ASCII white space; unlike Python's {@code \s} no other. */
    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(Text::isDigit);
    }

    static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Why a text was refused. */
    static String reason(IllegalArgumentException refusal) {
        return Objects.requireNonNullElse(refusal.getMessage(), "");
    }

    /** The text in double quotes, cut where it is very long, with control characters written as escapes. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), LONGEST_QUOTE); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(text.length() > LONGEST_QUOTE ? "…\"" : "\"").toString();
    }
}
