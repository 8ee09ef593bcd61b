package dev.dyndeps.domain.wheelhouse;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes JSON in one way only: keys sorted by code unit, one space of indentation a level, {@code \n} line ends, non-ASCII
 * text as it is. The same value is the same text, so its digest can name it.
 *
 * <p>Values are {@link Map}s with string keys, {@link Iterable}s, strings, booleans, integral numbers and doubles; an
 * {@link Optional} is its value, and a key whose value is empty is left out.
 */
public final class CanonicalJson {
    private final StringBuilder text = new StringBuilder();

    private CanonicalJson() {}

    /** The value as JSON, with a line end after it. */
    public static String write(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value, 0);
        return json.text.append('\n').toString();
    }

    /** The same without line ends and indentation. */
    public static String oneLine(Object value) {
        return write(value).replaceAll("\n *", ""); // within a text a line end is written as \\n
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Iterable<?> items) {
            array(items, depth);
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElseThrow(), depth);
        } else if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            text.append(value);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            text.append(number);
        } else if (value instanceof String string) {
            string(string);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass() + ": " + value);
        }
    }

    private void object(Map<?, ?> map, int depth) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> {
            if (item instanceof Optional<?> optional) {
                optional.ifPresent(present -> sorted.put((String) key, present));
            } else {
                sorted.put((String) key, item);
            }
        });
        String separator = "";
        text.append('{');
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            text.append(separator);
            line(depth + 1);
            string(entry.getKey());
            text.append(": ");
            value(entry.getValue(), depth + 1);
            separator = ",";
        }
        if (!sorted.isEmpty()) {
            line(depth);
        }
        text.append('}');
    }

    private void array(Iterable<?> items, int depth) {
        String separator = "";
        text.append('[');
        for (Object item : items) {
            text.append(separator);
            line(depth + 1);
            value(item, depth + 1);
            separator = ",";
        }
        if (!separator.isEmpty()) {
            line(depth);
        }
        text.append(']');
    }

    private void line(int depth) {
        text.append('\n').append(" ".repeat(depth));
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
