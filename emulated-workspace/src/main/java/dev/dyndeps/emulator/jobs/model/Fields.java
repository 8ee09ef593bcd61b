package dev.dyndeps.emulator.jobs.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields of one object of a request; a field of another type than the API's is refused by its name. */
public record Fields(ObjectNode json) {
    /** @throws Refusal if it is no object */
    public static Fields of(JsonNode node, String what) {
        if (node instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw Refusal.malformed("Could not parse request object: expected an object for " + what);
    }

    /** Whether it is there and is not null. */
    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    public Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = json.path(name);
        if (!value.isValueNode()) {
            throw wrong(name, "a text");
        }
        return Optional.of(value.asText());
    }

    /** @throws Refusal if it is missing or empty */
    public String required(String name) {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> Refusal.invalid("Missing required field: " + name));
    }

    public OptionalLong number(String name) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(json.path(name).asText()));
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number");
        }
    }

    /** @throws Refusal if it is missing */
    public long requiredNumber(String name) {
        return number(name).orElseThrow(() -> Refusal.invalid("Missing required field: " + name));
    }

    /** False if it is missing. */
    public boolean flag(String name) {
        if (has(name) && !json.path(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return json.path(name).asBoolean(false);
    }

    public Optional<Fields> object(String name) {
        return has(name) ? Optional.of(of(json.path(name), name)) : Optional.empty();
    }

    public ImmutableList<Fields> objects(String name) {
        return array(name).stream().map(item -> of(item, name)).collect(ImmutableList.toImmutableList());
    }

    public ImmutableList<String> texts(String name) {
        return array(name).stream()
                .map(item -> {
                    if (!item.isValueNode()) {
                        throw wrong(name, "a list of texts");
                    }
                    return item.asText();
                })
                .collect(ImmutableList.toImmutableList());
    }

    /** An object of texts. */
    public ImmutableMap<String, String> map(String name) {
        if (!has(name)) {
            return ImmutableMap.of();
        }
        return of(json.path(name), name).json().properties().stream()
                .collect(ImmutableMap.toImmutableMap(entry -> entry.getKey(), entry -> {
                    if (!entry.getValue().isValueNode()) {
                        throw wrong(name, "an object of texts");
                    }
                    return entry.getValue().asText();
                }));
    }

    private ImmutableList<JsonNode> array(String name) {
        if (!has(name)) {
            return ImmutableList.of();
        }
        if (!json.path(name).isArray()) {
            throw wrong(name, "a list");
        }
        return Streams.stream(json.path(name)).collect(ImmutableList.toImmutableList());
    }

    private static Refusal wrong(String name, String expected) {
        return Refusal.malformed("Could not parse request object: expected " + expected + " for " + name);
    }
}
