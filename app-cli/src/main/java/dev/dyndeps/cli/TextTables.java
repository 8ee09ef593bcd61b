package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lays out rows of text in columns as wide as their widest cell. */
final class TextTables {
    private TextTables() {}

    static String of(ImmutableList<String> header, Iterable<ImmutableList<String>> rows) {
        List<ImmutableList<String>> all = new ArrayList<>();
        all.add(header);
        rows.forEach(all::add);
        int[] widths = IntStream.range(0, header.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream()
                .map(row -> IntStream.range(0, header.size())
                        .mapToObj(column -> pad(row.get(column), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    static String bytes(long size) {
        if (size < 1 << 10) {
            return size + " B";
        }
        return size < 1 << 20
                ? (size >> 10) + " KiB"
                : String.format(Locale.ROOT, "%.1f MiB", size / (double) (1 << 20));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
