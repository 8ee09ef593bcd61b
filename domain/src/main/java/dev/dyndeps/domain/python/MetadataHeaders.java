package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The header fields of a METADATA or PKG-INFO file, folded lines joined by a blank. They end at the first blank line or
 * the first line that is none, as for Python's email parser: what follows is the description.
 */
record MetadataHeaders(ImmutableList<Field> fields) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @param line the number of its first line, from 1 */
    record Field(int line, String name, String value) {
        boolean isNamed(String other) {
            return Ascii.equalsIgnoreCase(name, other);
        }

        IllegalArgumentException wrong(IllegalArgumentException why) {
            return new IllegalArgumentException(
                    "line " + line + ", " + name + ": " + Text.quote(value) + ": " + Text.reason(why), why);
        }
    }

    static MetadataHeaders parse(String text) {
        ImmutableList.Builder<Field> fields = ImmutableList.builder();
        Optional<Pending> pending = Optional.empty();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (number == 1 && line.startsWith(BYTE_ORDER_MARK)) {
                line = line.substring(1);
            }
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && pending.isPresent()) {
                pending.get().value.append(' ').append(Text.strip(line));
                continue;
            }
            int colon = line.indexOf(':');
            if (folded || colon < 1 || line.substring(0, colon).chars().anyMatch(Text::isSpace)) {
                break;
            }
            pending.map(Pending::field).ifPresent(fields::add);
            pending = Optional.of(new Pending(
                    number, line.substring(0, colon), new StringBuilder(Text.strip(line.substring(colon + 1)))));
        }
        pending.map(Pending::field).ifPresent(fields::add);
        return new MetadataHeaders(fields.build());
    }

    private record Pending(int line, String name, StringBuilder value) {
        Field field() {
            return new Field(line, name, value.toString());
        }
    }

    Optional<Field> first(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).findFirst();
    }

    ImmutableList<Field> all(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).collect(ImmutableList.toImmutableList());
    }
}
