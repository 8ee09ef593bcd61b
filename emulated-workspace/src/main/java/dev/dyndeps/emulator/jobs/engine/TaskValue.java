package dev.dyndeps.emulator.jobs.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A task value as a reference to it is replaced: a text as it is, all else as JSON. */
final class TaskValue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TaskValue() {}

    static String text(String json) {
        try {
            JsonNode value = JSON.readTree(json);
            return value.isTextual() ? value.textValue() : json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }
}
