package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.SmallFiles;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An input made of texts. */
public final class Input implements SmallFiles {
    private final Map<String, byte[]> files = new TreeMap<>();

    /** Files with fitting content of their own. */
    public static Input of(String... paths) {
        Input input = new Input();
        for (String path : paths) {
            input.with(path, content(path));
        }
        return input;
    }

    private static String content(String path) {
        if (path.endsWith("pyproject.toml")) {
            return "[build-system]\nrequires = [\"setuptools>=61\"]\n";
        }
        return path.endsWith("setup.cfg") ? "[metadata]\nname = " + path.length() + "-made\n" : "# " + path.length();
    }

    public Input with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public Input with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public ArchiveListing listing() {
        return new ArchiveListing(
                files.entrySet().stream()
                        .map(e -> new ArchiveEntry(ArchivePath.of(e.getKey()), e.getValue().length, false))
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.of());
    }

    @Override
    public byte[] bytes(ArchivePath file) {
        return files.getOrDefault(file.value(), new byte[0]);
    }

    public Recognition recognized() {
        return Recognizer.recognize(listing(), this, Input::toml, Optional.empty());
    }

    public Recognition recognizedAs(Format format) {
        return Recognizer.recognize(listing(), this, Input::toml, Optional.of(format));
    }

    /** As much of TOML as the tests write: tables of one level or two, and one-line strings, booleans and lists. */
    public static ImmutableMap<String, Object> toml(String text, String where) {
        Map<String, Map<String, Object>> tables = new TreeMap<>();
        String table = "";
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                table = line.substring(1, line.indexOf(']'));
                tables.put(table, new TreeMap<>());
            } else if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                tables.computeIfAbsent(table, t -> new TreeMap<>())
                        .put(line.substring(0, equals).strip(), value(value));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw PyProject.invalid(where + ":1:1", "it is no TOML", "Correct it");
            }
        }
        ImmutableMap.Builder<String, Object> document = ImmutableMap.builder();
        tables.forEach((name, values) -> {
            ImmutableMap<String, Object> copy = ImmutableMap.copyOf(values);
            int dot = name.indexOf('.');
            document.put(
                    dot < 0 ? name : name.substring(0, dot),
                    dot < 0 ? copy : ImmutableMap.of(name.substring(dot + 1), copy));
        });
        return document.buildKeepingLast();
    }

    private static Object value(String text) {
        if (text.startsWith("[")) {
            return text.equals("[]") ? ImmutableList.of() : ImmutableList.of(text.substring(2, text.length() - 2));
        }
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : (Object) Boolean.valueOf(text);
    }
}
