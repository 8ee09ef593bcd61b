package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;

/** Comma-separated values (RFC 4180) as Python's {@code csv} module writes them; one pass over the text. */
final class CsvRows {
    private final Cursor cursor;
    private int line = 1;

    private CsvRows(String text) {
        cursor = new Cursor(text);
    }

    /** @param line the number of its first line, from 1 */
    record Row(int line, ImmutableList<String> fields) {
        IllegalArgumentException wrong(String why) {
            return new IllegalArgumentException(
                    "line " + line + ": " + Text.quote(String.join(",", fields)) + ": " + why);
        }
    }

    /** The rows; blank lines are none. Lines end in any of LF, CRLF and CR. */
    static ImmutableList<Row> parse(String text) {
        return new CsvRows(text).rows();
    }

    static String quoteIfNeeded(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private ImmutableList<Row> rows() {
        ImmutableList.Builder<Row> rows = ImmutableList.builder();
        while (!cursor.atEnd()) {
            if (!acceptLineEnd()) {
                rows.add(row());
            }
        }
        return rows.build();
    }

    private Row row() {
        int first = line;
        ImmutableList.Builder<String> fields = ImmutableList.builder();
        do {
            fields.add(cursor.peek() == '"' ? quoted() : cursor.takeWhile(c -> c != ',' && c != '\n' && c != '\r'));
        } while (cursor.accept(','));
        Row row = new Row(first, fields.build());
        if (!cursor.atEnd() && !acceptLineEnd()) {
            throw row.wrong("text stands behind a closing quote");
        }
        return row;
    }

    private String quoted() {
        int first = line;
        cursor.accept('"');
        StringBuilder field = new StringBuilder();
        do {
            String part = cursor.takeWhile(c -> c != '"');
            line += (int) part.chars().filter(c -> c == '\n').count();
            field.append(part);
            if (!cursor.accept('"')) {
                throw new IllegalArgumentException("line " + first + ": a quote is never closed");
            }
            if (cursor.peek() == '"') {
                field.append('"');
            }
        } while (cursor.accept('"'));
        return field.toString();
    }

    private boolean acceptLineEnd() {
        boolean ended = cursor.accept("\r\n") || cursor.accept('\n') || cursor.accept('\r');
        if (ended) {
            line++;
        }
        return ended;
    }
}
