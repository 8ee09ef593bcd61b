package dev.dyndeps.emulator.jobs.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the service adds to the settings that it was given: whoever compares his with the service's must expect it. */
final class Defaults {
    private Defaults() {}

    static Fields ofJob(Fields settings) {
        ObjectNode whole = common(settings);
        absent(whole, "name", text("Untitled"));
        absent(whole, "format", text("MULTI_TASK"));
        if (!whole.has("max_concurrent_runs")) {
            whole.put("max_concurrent_runs", 1);
        }
        whole.remove("access_control_list");
        return new Fields(whole);
    }

    static Fields ofRun(Fields settings) {
        ObjectNode whole = common(settings);
        absent(whole, "run_name", text("Untitled"));
        whole.remove("access_control_list");
        whole.remove("idempotency_token");
        return new Fields(whole);
    }

    private static ObjectNode common(Fields settings) {
        ObjectNode whole = settings.json().deepCopy();
        if (!whole.has("timeout_seconds")) {
            whole.put("timeout_seconds", 0);
        }
        if (!whole.has("email_notifications")) {
            whole.putObject("email_notifications");
        }
        if (!whole.has("queue")) {
            whole.putObject("queue").put("enabled", true);
        }
        for (JsonNode task : whole.path("tasks")) {
            if (task instanceof ObjectNode object) {
                absent(object, "run_if", text("ALL_SUCCESS"));
                if (!object.has("timeout_seconds")) {
                    object.put("timeout_seconds", 0);
                }
                if (!object.has("email_notifications")) {
                    object.putObject("email_notifications");
                }
            }
        }
        return whole;
    }

    private static JsonNode text(String value) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(value);
    }

    private static void absent(ObjectNode object, String name, JsonNode value) {
        if (!object.has(name)) {
            object.set(name, value);
        }
    }
}
