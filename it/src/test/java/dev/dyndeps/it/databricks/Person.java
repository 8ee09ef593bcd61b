package dev.dyndeps.it.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A person who works in the workspace without our program: by its REST interface, as its pages do. */
record Person(URI workspace, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long LOOK_AGAIN_MILLIS = 200;

    /** The job of this name, with its settings; there must be just one. */
    JsonNode job(String name) {
        JsonNode jobs =
                get("jobs/list", Map.of("name", name, "expand_tasks", "true")).path("jobs");
        if (jobs.size() != 1) {
            throw new AssertionError(jobs.size() + " jobs have the name " + name);
        }
        return get("jobs/get", Map.of("job_id", jobs.get(0).path("job_id").asText()));
    }

    /** Makes a job and says its id. */
    long create(ObjectNode settings) {
        return post("jobs/create", settings).path("job_id").asLong();
    }

    /** Presses "Run now", or "Run now with different parameters", and says the run's id. */
    long runNow(String job, Map<String, String> parameters) {
        ObjectNode request =
                JSON.createObjectNode().put("job_id", job(job).path("job_id").asLong());
        parameters.forEach(request.putObject("job_parameters")::put);
        return post("jobs/run-now", request).path("run_id").asLong();
    }

    /** The run as the API shows it, once it has ended. */
    JsonNode ended(long run) {
        try {
            JsonNode seen = run(run);
            while (!seen.at("/status/state").asText().equals("TERMINATED")) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
                seen = run(run);
            }
            return seen;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode run(long run) {
        return get("jobs/runs/get", Map.of("run_id", Long.toString(run), "include_resolved_values", "true"));
    }

    /** What a task of a run printed and how it failed: {@code logs}, {@code error}, {@code error_trace}. */
    JsonNode output(JsonNode run, String task) {
        return get(
                "jobs/runs/get-output",
                Map.of("run_id", task(run, task).path("run_id").asText()));
    }

    static JsonNode task(JsonNode run, String key) {
        return tasks(run).stream()
                .filter(task -> task.path("task_key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    static List<JsonNode> tasks(JsonNode run) {
        return StreamSupport.stream(run.path("tasks").spliterator(), false).toList();
    }

    /** Asks for what is below {@code /api/2.2/}. */
    JsonNode get(String path, Map<String, String> query) {
        String text = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(workspace.resolve("/api/2.2/" + path + "?" + text)));
    }

    /** Sends something to what is below {@code /api/2.2/}. */
    JsonNode post(String path, ObjectNode body) {
        return send(HttpRequest.newBuilder(workspace.resolve("/api/2.2/" + path))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer =
                    HTTP.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
