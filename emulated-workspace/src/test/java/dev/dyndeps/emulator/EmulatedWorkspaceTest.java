package dev.dyndeps.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.emulator.auth.Identities.Client;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatedWorkspaceTest {
    private static final String ME = "/api/2.0/preview/scim/v2/Me";

    @TempDir
    Path root;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final HttpClient http = HttpClient.newHttpClient();
    private EmulatedWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = EmulatedWorkspace.start(EmulatedWorkspace.Options.in(root).withClock(now::get));
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void a_token_names_its_user() throws Exception {
        HttpResponse<String> mine = get(ME, workspace.token());
        HttpResponse<String> other = get(ME, workspace.identities().newToken("other@example.com"));

        assertThat(mine.statusCode()).isEqualTo(200);
        assertThat(mine.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(mine.body()).contains("user@example.com");
        assertThat(other.body()).contains("other@example.com");
    }

    @Test
    void no_token_is_unauthenticated_and_an_unknown_or_expired_one_is_refused() throws Exception {
        workspace.identities().expire(workspace.token());

        assertThat(send(HttpRequest.newBuilder(workspace.url().resolve(ME))).statusCode())
                .isEqualTo(401);
        assertThat(get(ME, "dapi0").statusCode()).isEqualTo(403);
        assertThat(get(ME, workspace.token()).statusCode()).isEqualTo(403);
    }

    @Test
    void a_client_gets_a_token_for_its_secret_and_the_token_ends_after_an_hour() throws Exception {
        Client client = workspace.identities().newClient();

        HttpResponse<String> issued = token(client);
        String token =
                Json.parse(issued.body().getBytes(UTF_8)).path("access_token").textValue();

        assertThat(issued.body()).contains("\"expires_in\":3600");
        assertThat(get(ME, token).body()).contains(client.id());
        now.set(Instant.EPOCH.plusSeconds(3599));
        assertThat(get(ME, token).statusCode()).isEqualTo(200);
        now.set(Instant.EPOCH.plusSeconds(3600));
        assertThat(get(ME, token).statusCode()).isEqualTo(403);
    }

    @Test
    void a_wrong_secret_gets_no_token() throws Exception {
        Client client = workspace.identities().newClient();

        assertThat(token(new Client(client.id(), "wrong")).statusCode()).isEqualTo(401);
        assertThat(token(new Client("wrong", client.secret())).statusCode()).isEqualTo(401);
    }

    @Test
    void the_way_to_sign_in_is_open_to_all() throws Exception {
        assertThat(send(HttpRequest.newBuilder(workspace.url().resolve("/.well-known/databricks-config")))
                        .body())
                .contains(workspace.url() + "/oidc");
        assertThat(send(HttpRequest.newBuilder(workspace.url().resolve("/oidc/.well-known/oauth-authorization-server")))
                        .body())
                .contains(workspace.url() + "/oidc/v1/token");
    }

    @Test
    void what_is_no_endpoint_is_said_to_be_none() throws Exception {
        HttpResponse<String> answer = get("/api/2.0/none", workspace.token());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("ENDPOINT_NOT_FOUND");
    }

    @Test
    void endpoints_are_added_by_others() throws Exception {
        workspace.add(routes -> {
            routes.post(
                    "/api/9/echo",
                    call -> Answer.json(call.json().put("by", call.user().name())));
            routes.get(
                    "/api/9/files/*",
                    call -> Answer.json(Json.of(call.rest() + call.query("q").orElse(""))));
            routes.get("/api/9/no", call -> {
                throw ApiError.missing("no such thing");
            });
        });

        assertThat(send(request("/api/9/echo", workspace.token()).POST(BodyPublishers.ofString("{\"a\":1}")))
                        .body())
                .isEqualTo("{\"a\":1,\"by\":\"user@example.com\"}");
        assertThat(get("/api/9/files/a%20b+c?q=%3F", workspace.token()).body()).isEqualTo("\"a b+c?\"");
        assertThat(get("/api/9/no", workspace.token()).body())
                .isEqualTo("{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"no such thing\"}");
        assertThat(send(request("/api/9/echo", workspace.token()).POST(BodyPublishers.ofString("no json")))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_fault_strikes_as_often_as_it_is_armed_and_only_what_it_fits() throws Exception {
        workspace.faults().arm("GET *scim*", Fault.tooManyRequests(OptionalInt.of(7)), 2);
        workspace.faults().arm("POST *", Fault.internalError());

        HttpResponse<String> first = get(ME, workspace.token());
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(get(ME, workspace.token()).statusCode()).isEqualTo(429);
        assertThat(get(ME, workspace.token()).statusCode()).isEqualTo(200);
        assertThat(workspace.faults().left()).isEqualTo(1);
    }

    @Test
    void a_fault_may_wait_for_its_turn() throws Exception {
        workspace.faults().armAfter(1, "GET *", Fault.unavailable(), 1);

        assertThat(get(ME, workspace.token()).statusCode()).isEqualTo(200);
        assertThat(get(ME, workspace.token()).statusCode()).isEqualTo(503);
        assertThat(get(ME, workspace.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_cut_answer_ends_before_its_announced_length() throws Exception {
        workspace.add(routes ->
                routes.get("/api/9/file", call -> Answer.stream(1000, () -> new ByteArrayInputStream(new byte[1000]))));
        workspace.faults().arm("GET *", Fault.cutDownload(500));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get("/api/9/file", workspace.token()));
        assertThat(get("/api/9/file", workspace.token()).body()).hasSize(1000);
    }

    @Test
    void a_lost_answer_is_the_answer_of_something_done() throws Exception {
        AtomicReference<String> done = new AtomicReference<>("");
        workspace.add(routes -> routes.post("/api/9/do", call -> {
            done.set(call.json().path("what").textValue());
            return Answer.done();
        }));
        workspace.faults().arm("POST *", Fault.answerLost());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> send(
                        request("/api/9/do", workspace.token()).POST(BodyPublishers.ofString("{\"what\":\"this\"}"))));
        assertThat(done).hasValue("this");
    }

    @Test
    void a_cut_request_is_not_done() throws Exception {
        AtomicReference<String> done = new AtomicReference<>("");
        workspace.add(routes -> routes.post("/api/9/do", call -> {
            done.set("done");
            return Answer.done();
        }));
        workspace.faults().arm("POST *", Fault.cutUpload(3));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> send(request("/api/9/do", workspace.token()).POST(BodyPublishers.ofString("{\"a\":1}"))));
        assertThat(done).hasValue("");
        assertThat(workspace.recorded()).last().extracting(Recorded::status).isEqualTo(0);
    }

    @Test
    void every_request_is_recorded() throws Exception {
        workspace.add(routes -> routes.post("/api/9/echo", call -> Answer.json(call.json())));

        send(request("/api/9/echo?a=1", workspace.token()).POST(BodyPublishers.ofString("{\"b\":2}")));

        Recorded last = workspace.recorded().get(workspace.recorded().size() - 1);
        assertThat(last.request()).isEqualTo("POST /api/9/echo");
        assertThat(last.query().get("a")).containsExactly("1");
        assertThat(last.body()).isEqualTo("{\"b\":2}");
        assertThat(last.headers().get("authorization")).containsExactly("Bearer " + workspace.token());
        assertThat(last.status()).isEqualTo(200);
    }

    private HttpResponse<String> token(Client client) throws Exception {
        String basic = Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(UTF_8));
        return send(HttpRequest.newBuilder(workspace.url().resolve("/oidc/v1/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=all-apis")));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(workspace.url().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
