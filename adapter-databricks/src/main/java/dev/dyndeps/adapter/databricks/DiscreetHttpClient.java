package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.core.http.HttpClient;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.core.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Strikes out of an answer that says no what the request signed in with: a proxy may show in its answer what it was sent, and
 * what the answer says is shown to the user.
 */
final class DiscreetHttpClient implements HttpClient {
    private static final int BAD_REQUEST = 400;

    private final HttpClient client;

    DiscreetHttpClient(HttpClient client) {
        this.client = client;
    }

    @Override
    public Response execute(Request request) throws IOException {
        Response answer = client.execute(request);
        String header = request.getHeaders().get("Authorization");
        if (answer.getStatusCode() < BAD_REQUEST || header == null || answer.getBody() == null) {
            return answer;
        }
        String secret = header.substring(header.lastIndexOf(' ') + 1);
        String body = new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Response(
                request,
                answer.getUrl(),
                answer.getStatusCode(),
                answer.getStatus(),
                answer.getAllHeaders(),
                secret.isEmpty() ? body : body.replace(secret, "***"));
    }
}
