package dev.dyndeps.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableListMultimap;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request. Its body can be read once, as a stream or as JSON. */
public final class Call {
    private final String method;
    private final String path;
    private final ImmutableListMultimap<String, String> query;
    private final Headers headers;
    private final KeptInput body;
    private final Optional<Routed> routed;

    /** What is known once the route was found. */
    private record Routed(String rest, Optional<User> user) {}

    private Call(
            String method,
            String path,
            ImmutableListMultimap<String, String> query,
            Headers headers,
            KeptInput body,
            Optional<Routed> routed) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
        this.routed = routed;
    }

    static Call of(HttpExchange exchange) {
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query(Optional.ofNullable(exchange.getRequestURI().getRawQuery())),
                exchange.getRequestHeaders(),
                new KeptInput(exchange.getRequestBody()),
                Optional.empty());
    }

    Call routed(String rest, Optional<User> user) {
        return new Call(method, path, query, headers, body, Optional.of(new Routed(rest, user)));
    }

    public String method() {
        return method;
    }

    /** The path as it was sent, with its percent signs. */
    public String path() {
        return path;
    }

    /** What follows the prefix of a route that ends in {@code *}, decoded once; empty for other routes. */
    public String rest() {
        return routed.orElseThrow().rest();
    }

    /** Who calls; not for routes that are open to all. */
    public User user() {
        return routed.orElseThrow().user().orElseThrow();
    }

    /** The first value of a query parameter. */
    public Optional<String> query(String name) {
        return query.get(name).stream().findFirst();
    }

    /** @throws ApiError 400 if the query parameter is missing */
    public String required(String name) {
        return query(name).orElseThrow(() -> ApiError.invalid("Missing required field: " + name));
    }

    /** A query parameter that is a number. */
    public long number(String name, long otherwise) {
        try {
            return query(name).map(Long::parseLong).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Field '" + name + "' expected a number");
        }
    }

    /** All query parameters, in the order in which they were sent. */
    public ImmutableListMultimap<String, String> query() {
        return query;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The body as it comes in; not to be closed. */
    public InputStream body() {
        return body;
    }

    /** The body as a JSON object; an empty one if there is none. */
    public ObjectNode json() throws IOException {
        byte[] bytes = body.readAllBytes();
        return bytes.length == 0 ? Json.object() : Json.parse(bytes);
    }

    /** @throws ApiError 400 if the field is not in the JSON object or is no text */
    public static String text(ObjectNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw ApiError.invalid("Missing required field: " + field);
        }
        return value.textValue();
    }

    /** The start of the body as far as it was read. */
    String bodySeen() {
        return body.seen();
    }

    static ImmutableListMultimap<String, String> query(Optional<String> raw) {
        ImmutableListMultimap.Builder<String, String> query = ImmutableListMultimap.builder();
        for (String pair : raw.orElse("").split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                query.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return query.build();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
