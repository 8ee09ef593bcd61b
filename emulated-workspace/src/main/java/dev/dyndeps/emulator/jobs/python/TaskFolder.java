package dev.dyndeps.emulator.jobs.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.dyndeps.emulator.jobs.engine.TaskEnd;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What goes between the workspace and one task's process: the launcher, the modules that a cluster has, and the files
 * by which task values come and go.
 */
record TaskFolder(Path root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    TaskFolder {
        root = root.toAbsolutePath();
    }

    void make(TaskOrder order) throws IOException {
        Path runtime = Files.createDirectories(modules().resolve("databricks/sdk/runtime"));
        Files.writeString(runtime.resolve("__init__.py"), resource("databricks_sdk_runtime.py"));
        Files.writeString(launcher(), resource("launch.py"));
        JSON.writeValue(root.resolve("values.json").toFile(), order.values());
    }

    /** A folder for PYTHONPATH. */
    Path modules() {
        return root.resolve("modules");
    }

    Path launcher() {
        return root.resolve("launch.py");
    }

    Path result() {
        return root.resolve("result.json");
    }

    /** Where the task finds the values of others, and leaves its own. */
    ImmutableMap<String, String> variables() {
        return ImmutableMap.of(
                "EMULATED_TASK_VALUES", root.resolve("values.json").toString(),
                "EMULATED_TASK_VALUES_SET", root.resolve("set.json").toString());
    }

    /** How the process ended. */
    TaskEnd end(int exitCode, Secrets secrets) throws IOException {
        ImmutableMap<String, String> values = values();
        if (!Files.exists(result())) {
            return TaskEnd.raised("Fatal error: The Python process ended with exit code " + exitCode, "", values);
        }
        JsonNode result = JSON.readTree(result().toFile());
        String error = result.path("error").asText();
        return error.isEmpty()
                ? TaskEnd.success(values)
                : TaskEnd.raised(
                        secrets.redact(error),
                        secrets.redact(result.path("trace").asText()),
                        values);
    }

    private ImmutableMap<String, String> values() throws IOException {
        Path set = root.resolve("set.json");
        return Files.exists(set)
                ? JSON.readTree(set.toFile()).properties().stream()
                        .collect(ImmutableMap.toImmutableMap(
                                Map.Entry::getKey, entry -> entry.getValue().asText()))
                : ImmutableMap.of();
    }

    private static String resource(String name) throws IOException {
        return Resources.toString(Resources.getResource(TaskFolder.class, name), StandardCharsets.UTF_8);
    }
}
