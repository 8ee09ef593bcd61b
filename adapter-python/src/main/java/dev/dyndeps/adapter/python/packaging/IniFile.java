package dev.dyndeps.adapter.python.packaging;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file as Python's configparser reads it, as far as pip's use of it goes. */
final class IniFile {
    private IniFile() {}

    /** Keys in lower case, by section; nothing, if the file is not there or cannot be read. */
    static ImmutableMap<String, ImmutableMap<String, String>> read(Path file) {
        try {
            return Files.isRegularFile(file) ? parse(Files.readAllLines(file)) : ImmutableMap.of();
        } catch (IOException unreadable) {
            return ImmutableMap.of();
        }
    }

    private static ImmutableMap<String, ImmutableMap<String, String>> parse(Iterable<String> lines) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        String section = "";
        String key = "";
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
                continue;
            }
            Map<String, String> values = sections.computeIfAbsent(section, name -> new LinkedHashMap<>());
            int delimiter = CharMatcher.anyOf("=:").indexIn(text);
            if (Character.isWhitespace(line.charAt(0)) && !key.isEmpty()) {
                values.merge(key, text, (before, more) -> (before + "\n" + more).strip());
            } else if (text.startsWith("[") && text.endsWith("]")) {
                section = text.substring(1, text.length() - 1);
                key = "";
            } else if (delimiter > 0) {
                key = Ascii.toLowerCase(text.substring(0, delimiter).strip()).replace('_', '-');
                values.put(key, text.substring(delimiter + 1).strip());
            }
        }
        return sections.entrySet().stream()
                .collect(
                        ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> ImmutableMap.copyOf(entry.getValue())));
    }
}
