package dev.dyndeps.domain.archive;

import java.util.Locale;

/** A stranger's text as it may stand in a message: short, on one line, with nothing that a terminal would act on. */
final class Printable {
    private static final int MAX_CODE_POINTS = 200;

    private Printable() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MAX_CODE_POINTS).forEach(c -> append(shown, c));
        if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
            shown.append('…');
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        int type = Character.getType(c);
        if (Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE) {
            shown.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
            shown.appendCodePoint(c);
        }
    }
}
