package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON as trees. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode tree(Map<?, ?> object) {
        return MAPPER.valueToTree(object);
    }

    /** @throws JsonProcessingException if it is no JSON */
    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** The same text for the same value, whatever the order of its fields was. */
    static String canonical(JsonNode value) {
        return write(MAPPER.convertValue(value, Object.class));
    }

    /** Any value that is made of maps, collections, texts and numbers. */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + value, e);
        }
    }

    /** A JSON merge patch (RFC 7396): objects are merged, null removes, all else is replaced. */
    static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(change -> {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                target.remove(change.getKey());
            } else if (value instanceof ObjectNode inner) {
                ObjectNode merged = target.path(change.getKey()) instanceof ObjectNode present ? present : object();
                merge(merged, inner);
                target.set(change.getKey(), merged);
            } else {
                target.set(change.getKey(), value);
            }
        });
    }
}
