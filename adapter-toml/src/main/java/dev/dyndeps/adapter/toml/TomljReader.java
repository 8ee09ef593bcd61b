package dev.dyndeps.adapter.toml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.TomlReader;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads TOML by a recursive parser: a document that nests too deep for it is refused like any other bad one. */
public final class TomljReader implements TomlReader {
    /** Far deeper than any real document, and far from the end of a thread's stack. */
    private static final int MAX_BRACKETS = 200;

    @Override
    public ImmutableMap<String, Object> read(String text, String where) {
        if (Nesting.of(text) > MAX_BRACKETS) {
            throw refused(where, "its values are nested more than " + MAX_BRACKETS + " deep");
        }
        TomlParseResult result = Toml.parse(text);
        if (result.hasErrors()) {
            TomlParseError first = result.errors().get(0);
            throw refused(
                    where + ":" + first.position().line() + ":"
                            + first.position().column(),
                    "it is no TOML: " + firstLine(String.valueOf(first.getMessage())));
        }
        return table(result);
    }

    private static UserError refused(String where, String what) {
        return new UserError(Code.PROJECT_INVALID, where, what, "Correct the file");
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static ImmutableMap<String, Object> table(TomlTable table) {
        ImmutableMap.Builder<String, Object> copy = ImmutableMap.builder();
        table.toMap().forEach((key, value) -> copy.put(key, value(value)));
        return copy.buildOrThrow();
    }

    private static ImmutableList<Object> array(TomlArray array) {
        return array.toList().stream().map(TomljReader::value).collect(ImmutableList.toImmutableList());
    }

    private static Object value(Object value) {
        if (value instanceof TomlTable table) {
            return table(table);
        }
        if (value instanceof TomlArray array) {
            return array(array);
        }
        boolean plain =
                value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean;
        return plain ? value : value.toString();
    }
}
