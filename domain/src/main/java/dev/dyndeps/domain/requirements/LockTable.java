package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table of a lock file, asked for its fields by name and kind.
 *
 * @param where the file and the way to the table, such as {@code pylock.toml: packages[3]}
 */
record LockTable(Map<?, ?> values, String where) {

    UserError wrong(String field, String what) {
        return new UserError(
                Code.LOCK_MISMATCH,
                where,
                "'" + field + "' " + what,
                "Make the lock file again with the tool that wrote it (PEP 751 says what it must hold)");
    }

    Optional<String> text(String field) {
        return get(field, String.class, "a string");
    }

    String required(String field) {
        return text(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    Optional<Long> number(String field) {
        return get(field, Long.class, "a whole number");
    }

    Optional<LockTable> table(String field) {
        return get(field, Map.class, "a table").map(map -> new LockTable(map, where + "." + field));
    }

    ImmutableList<LockTable> tables(String field) {
        ImmutableList.Builder<LockTable> tables = ImmutableList.builder();
        List<?> items = list(field);
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Map<?, ?> map)) {
                throw wrong(field, "is no array of tables");
            }
            tables.add(new LockTable(map, where + "." + field + "[" + i + "]"));
        }
        return tables.build();
    }

    ImmutableList<String> texts(String field) {
        ImmutableList.Builder<String> texts = ImmutableList.builder();
        for (Object item : list(field)) {
            if (!(item instanceof String text)) {
                throw wrong(field, "is no array of strings");
            }
            texts.add(text);
        }
        return texts.build();
    }

    private List<?> list(String field) {
        return get(field, List.class, "an array").map(l -> (List<?>) l).orElse(ImmutableList.of());
    }

    private <T> Optional<T> get(String field, Class<T> kind, String name) {
        Object value = values.get(field);
        if (value != null && !kind.isInstance(value)) {
            throw wrong(field, "is not " + name);
        }
        return Optional.ofNullable(value).map(kind::cast);
    }

    /** Reads the field's text as a value that says by an exception that it is none. */
    <T> Optional<T> parsed(String field, Function<String, T> parser) {
        return text(field).map(text -> parsed(field, text, parser));
    }

    <T> T parsed(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (UserError e) {
            throw wrong(field, "is wrong: " + e.what());
        } catch (IllegalArgumentException e) {
            throw wrong(field, "is wrong: " + e.getMessage());
        }
    }
}
