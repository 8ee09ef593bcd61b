package dev.dyndeps.emulator.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import dev.dyndeps.emulator.auth.Identities.Client;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.Call;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the SDK looks for the way to sign in, tokens for clients, and who the caller is. */
public final class AuthEndpoints implements Endpoints {
    /** How long an issued token is good, in seconds, as the service's are. */
    private static final long LIFETIME = 3600;

    private final Identities identities;
    private final Supplier<URI> url;
    private final long workspaceId;

    /** @param url of the workspace, once it is known */
    public AuthEndpoints(Identities identities, Supplier<URI> url, long workspaceId) {
        this.identities = identities;
        this.url = url;
        this.workspaceId = workspaceId;
    }

    @Override
    public void register(Routes routes) {
        routes.addOpen(
                "GET",
                "/.well-known/databricks-config",
                call -> Answer.json(Json.object()
                        .put("oidc_endpoint", url.get() + "/oidc")
                        .put("workspace_id", String.valueOf(workspaceId))));
        routes.addOpen(
                "GET",
                "/oidc/.well-known/oauth-authorization-server",
                call -> Answer.json(Json.object()
                        .put("authorization_endpoint", url.get() + "/oidc/v1/authorize")
                        .put("token_endpoint", url.get() + "/oidc/v1/token")));
        routes.addOpen("POST", "/oidc/v1/token", this::token);
        routes.get(
                "/api/2.0/preview/scim/v2/Me",
                call -> Answer.json(Json.object()
                        .put("id", String.valueOf(call.user().id()))
                        .put("userName", call.user().name())
                        .put("active", true)));
    }

    private Answer token(Call call) {
        return client(call)
                .flatMap(client -> identities.issue(client, LIFETIME))
                .map(token -> Answer.json(Json.object()
                        .put("access_token", token)
                        .put("token_type", "Bearer")
                        .put("scope", "all-apis")
                        .put("expires_in", LIFETIME)))
                .orElseGet(() -> Answer.json(
                        401,
                        Json.object()
                                .put("error", "invalid_client")
                                .put("error_description", "Client authentication failed")));
    }

    private static Optional<Client> client(Call call) {
        return call.header("Authorization")
                .filter(value -> value.startsWith("Basic "))
                .map(value -> new String(Base64.getDecoder().decode(value.substring("Basic ".length())), UTF_8))
                .map(pair -> Splitter.on(':').limit(2).splitToList(pair))
                .filter(pair -> pair.size() == 2)
                .map((List<String> pair) -> new Client(pair.get(0), pair.get(1)));
    }
}
