package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.port.JobDeployments.Difference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the settings of a job differ from those that it should have. Only what we set is compared, for the service adds much
 * of its own; but a task, cluster or parameter that we don't know goes.
 */
final class SettingsDifferences {
    /** What items of a list are known by. */
    private static final ImmutableList<String> KEYS =
            ImmutableList.of("task_key", "job_cluster_key", "environment_key", "name");

    private final ImmutableList.Builder<Difference> found = ImmutableList.builder();

    private SettingsDifferences() {}

    static ImmutableList<Difference> between(ObjectNode actual, ObjectNode wanted) {
        SettingsDifferences differences = new SettingsDifferences();
        differences.object("", actual, wanted);
        return differences.found.build();
    }

    private void value(String path, JsonNode actual, JsonNode wanted) {
        if (wanted instanceof ObjectNode object && actual instanceof ObjectNode present) {
            object(path + ".", present, object);
        } else if (wanted instanceof ArrayNode array && key(array).isPresent()) {
            list(path, items(actual), items(array));
        } else if (!same(actual, wanted)) {
            found.add(new Difference(path, text(actual), text(wanted)));
        }
    }

    private void object(String prefix, ObjectNode actual, ObjectNode wanted) {
        wanted.properties()
                .forEach(field -> value(prefix + field.getKey(), actual.path(field.getKey()), field.getValue()));
    }

    private void list(String path, Map<String, JsonNode> actual, Map<String, JsonNode> wanted) {
        wanted.forEach((key, item) -> {
            String place = path + "[" + key + "]";
            Optional.ofNullable(actual.get(key))
                    .ifPresentOrElse(
                            present -> value(place, present, item),
                            () -> found.add(new Difference(place, "", text(item))));
        });
        actual.forEach((key, item) -> {
            if (!wanted.containsKey(key)) {
                found.add(new Difference(path + "[" + key + "]", text(item), ""));
            }
        });
    }

    private static ImmutableMap<String, JsonNode> items(JsonNode list) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (JsonNode item : list) {
            items.put(
                    KEYS.stream()
                            .map(key -> item.path(key).asText())
                            .filter(name -> !name.isEmpty())
                            .findFirst()
                            .orElse(""),
                    item);
        }
        return ImmutableMap.copyOf(items);
    }

    private static Optional<String> key(ArrayNode list) {
        return KEYS.stream().filter(key -> list.path(0).has(key)).findFirst();
    }

    /** The service may leave out what is empty, zero or false, and write a number as a text. */
    private static boolean same(JsonNode actual, JsonNode wanted) {
        if (actual.isMissingNode() || actual.isNull()) {
            return wanted.isContainerNode() ? wanted.isEmpty() : wanted.asText().matches("0?|false");
        }
        boolean values = actual.isValueNode() && wanted.isValueNode();
        return values ? actual.asText().equals(wanted.asText()) : text(actual).equals(text(wanted));
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "" : Json.canonical(value);
    }
}
