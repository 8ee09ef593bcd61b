package dev.dyndeps.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is sent back.
 *
 * @param length of the body, announced to the caller; its {@code Content-Length} even where no body is sent (HEAD)
 * @param body opened once; closed when it is sent. It may end before {@code length}: then the connection is cut
 * @param hungUp whether the connection is closed without a word instead
 */
public record Answer(
        int status, ImmutableMap<String, String> headers, String contentType, long length, Body body, boolean hungUp) {
    private static final String JSON = "application/json";

    /** Opens what is to be sent. */
    @FunctionalInterface
    public interface Body {
        InputStream open() throws IOException;
    }

    /** 200 with JSON. */
    public static Answer json(JsonNode json) {
        return json(200, json);
    }

    public static Answer json(int status, JsonNode json) {
        byte[] bytes = Json.bytes(json);
        return new Answer(status, ImmutableMap.of(), JSON, bytes.length, ByteSource.wrap(bytes)::openStream, false);
    }

    /** 200 with {@code {}}, as most calls answer that only change something. */
    public static Answer done() {
        return json(Json.object());
    }

    /** A status with an empty body. */
    public static Answer empty(int status) {
        return new Answer(status, ImmutableMap.of(), JSON, 0, InputStream::nullInputStream, false);
    }

    /** 200 with bytes, as many as {@code length} says. */
    public static Answer stream(long length, Body body) {
        return new Answer(200, ImmutableMap.of(), "application/octet-stream", length, body, false);
    }

    /** {@code {error_code, message}}. */
    public static Answer error(ApiError error) {
        return json(
                error.status(),
                Json.object().put("error_code", error.errorCode()).put("message", String.valueOf(error.getMessage())));
    }

    /** The connection is closed and nothing is said. */
    public static Answer hangUp() {
        return new Answer(0, ImmutableMap.of(), JSON, 0, InputStream::nullInputStream, true);
    }

    public Answer withHeader(String name, String value) {
        return new Answer(
                status,
                ImmutableMap.<String, String>builder()
                        .putAll(headers)
                        .put(name, value)
                        .buildKeepingLast(),
                contentType,
                length,
                body,
                hungUp);
    }

    /** The same answer with another body of the same announced length. */
    public Answer withBody(Body other) {
        return new Answer(status, headers, contentType, length, other, hungUp);
    }
}
