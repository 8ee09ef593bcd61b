package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dyndeps.emulator.EmulatedWorkspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody who calls the API, with a token of his own. */
record Caller(EmulatedWorkspace workspace, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The answer, of whatever status, which stands in {@code status}. */
    record Answered(int status, JsonNode json) {
        long id(String field) {
            return json.path(field).asLong();
        }

        String error() {
            return status + " " + json.path("error_code").asText() + ": "
                    + json.path("message").asText();
        }
    }

    Answered get(String path) {
        return send(request(path).GET());
    }

    Answered post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    Answered call(String method, String path, String body) {
        return send(request(path).method(method, BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(workspace.url() + path)).header("Authorization", "Bearer " + token);
    }

    private static Answered send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answered(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
