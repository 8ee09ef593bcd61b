package dev.dyndeps.emulator.jobs.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code jobs/update} makes of settings: top-level fields are replaced, lists of keyed things merged by their key. */
public final class SettingsUpdate {
    private static final ImmutableMap<String, String> KEYS =
            ImmutableMap.of("tasks", "task_key", "job_clusters", "job_cluster_key", "environments", "environment_key");

    private SettingsUpdate() {}

    /** The settings with {@code new_settings} of the request, without its {@code fields_to_remove}. */
    public static Fields apply(Fields settings, Fields request) {
        ObjectNode updated = settings.json().deepCopy();
        request.object("new_settings")
                .ifPresent(changes -> changes.json()
                        .properties()
                        .forEach(change -> updated.set(
                                change.getKey(),
                                KEYS.containsKey(change.getKey())
                                        ? merged(
                                                updated.path(change.getKey()),
                                                change.getValue(),
                                                KEYS.getOrDefault(change.getKey(), ""))
                                        : change.getValue())));
        updated.remove(request.texts("fields_to_remove"));
        return new Fields(updated);
    }

    private static JsonNode merged(JsonNode before, JsonNode changes, String key) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        before.forEach(item -> items.put(item.path(key).asText(), item));
        changes.forEach(item -> items.put(item.path(key).asText(), item));
        ArrayNode all = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        items.values().forEach(all::add);
        return all;
    }
}
