package dev.dyndeps.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON as it goes over the wire. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A record, map, list or value as JSON. */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** @throws ApiError 400 {@code MALFORMED_REQUEST} if it is no JSON object */
    public static ObjectNode parse(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new ApiError(400, "MALFORMED_REQUEST", "Invalid JSON given in the body of the request");
        } catch (IOException e) {
            throw new IllegalStateException(e); // there is no input or output here
        }
        throw new ApiError(400, "MALFORMED_REQUEST", "Could not parse request object: it is no JSON object");
    }

    static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
