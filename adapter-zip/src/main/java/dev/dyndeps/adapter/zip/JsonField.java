package dev.dyndeps.adapter.zip;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Function;

/** A value in a JSON text that knows where it stands, so that an error can name it. */
record JsonField(String path, JsonNode value) {
    static JsonField root(JsonNode value) {
        return new JsonField("", value);
    }

    JsonField get(String name) {
        JsonField field = new JsonField(path.isEmpty() ? name : path + "." + name, value.path(name));
        if (field.value.isMissingNode()) {
            throw field.wrong("is missing");
        }
        return field;
    }

    /** The field, unless it is missing or null. */
    Optional<JsonField> optional(String name) {
        return value.path(name).isMissingNode() || value.path(name).isNull()
                ? Optional.empty()
                : Optional.of(get(name));
    }

    String text() {
        if (!value.isTextual()) {
            throw wrong("is no text");
        }
        return value.textValue();
    }

    long number() {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong("is no whole number");
        }
        return value.longValue();
    }

    <T> ImmutableList<T> list(Function<JsonField, T> item) {
        if (!value.isArray()) {
            throw wrong("is no list");
        }
        ImmutableList.Builder<T> items = ImmutableList.builder();
        for (int i = 0; i < value.size(); i++) {
            items.add(item.apply(new JsonField(path + "[" + i + "]", value.get(i))));
        }
        return items.build();
    }

    IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(path + " " + what);
    }
}
