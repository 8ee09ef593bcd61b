package dev.dyndeps.adapter.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.databricks.sdk.core.UserAgent;
import com.databricks.sdk.service.iam.CurrentUserAPI;
import com.databricks.sdk.service.iam.MeRequest;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.auth.Identities.Client;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.http.Recorded;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceConnectionTest {
    private static final String ME = "GET /api/2.0/preview/scim/v2/Me";

    @TempDir
    Path folder;

    private EmulatedWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = EmulatedWorkspace.start(EmulatedWorkspace.Options.in(folder.resolve("root")));
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void a_token_of_the_environment_signs_in() {
        assertThat(me(connection(byToken()))).isEqualTo("user@example.com");
    }

    @Test
    void a_client_and_its_secret_sign_in() {
        Client client = workspace.identities().newClient();

        assertThat(me(connection(byClient(client)))).isEqualTo(client.id());
    }

    @ParameterizedTest
    @CsvSource({"work,''", "'',work", "work,other"})
    void a_profile_signs_in_and_the_option_goes_before_the_environment(String option, String variable)
            throws IOException {
        writeProfiles("[work]\nhost = %s\ntoken = %s\n".formatted(workspace.url(), workspace.token()));

        assertThat(me(connection(
                        Optional.of(option).filter(name -> !name.isEmpty()),
                        ImmutableMap.of("HOME", folder.toString(), "DATABRICKS_CONFIG_PROFILE", variable))))
                .isEqualTo("user@example.com");
    }

    @Test
    void a_profile_of_another_file_signs_in() throws IOException {
        Path file = Files.writeString(
                folder.resolve("profiles"),
                "[DEFAULT]\nhost = %s\ntoken = %s\n".formatted(workspace.url(), workspace.token()));

        assertThat(me(connection(Optional.empty(), ImmutableMap.of("DATABRICKS_CONFIG_FILE", file.toString()))))
                .isEqualTo("user@example.com");
    }

    @Test
    void the_program_says_who_it_is() {
        me(connection(byToken()));

        assertThat(last().headers().get("user-agent").get(0)).startsWith("dyndeps/0.1.0-SNAPSHOT ");
        assertThat(UserAgent.asString()).startsWith("dyndeps/");
    }

    @Test
    void nothing_configured_is_said_so() {
        assertSignIn(
                connection(Optional.empty(), ImmutableMap.of("HOME", folder.toString())),
                "DATABRICKS_HOST",
                "no Databricks workspace is configured");
    }

    @Test
    void no_credentials_are_said_to_be_none() {
        assertSignIn(
                connection(Optional.empty(), ImmutableMap.of("DATABRICKS_HOST", host(), "HOME", folder.toString())),
                host(),
                "there are no credentials for the workspace");
    }

    @Test
    void a_missing_profile_is_named() throws IOException {
        writeProfiles("[work]\nhost = x\n");

        assertSignIn(
                connection(Optional.of("wrok"), ImmutableMap.of("HOME", folder.toString())),
                "--profile wrok",
                "~/.databrickscfg has no profile of this name, or none that names a host");
    }

    @Test
    void a_profile_without_a_file_is_a_missing_one() {
        assertSignIn(
                connection(Optional.of("work"), ImmutableMap.of("HOME", folder.toString())),
                "--profile work",
                "~/.databrickscfg has no profile of this name, or none that names a host");
    }

    @Test
    void credentials_of_several_kinds_are_named() {
        assertSignIn(
                connection(
                        Optional.empty(),
                        ImmutableMap.<String, String>builder()
                                .putAll(byToken())
                                .put("DATABRICKS_CLIENT_ID", "me")
                                .put("DATABRICKS_CLIENT_SECRET", "secret")
                                .buildOrThrow()),
                host(),
                "credentials of several kinds are configured: oauth and pat");
    }

    @Test
    void an_unknown_or_expired_token_is_one_sentence() {
        workspace.identities().expire(workspace.token());

        assertSignIn(connection(byToken()), host(), "the workspace does not accept the token: Invalid access token");
    }

    @Test
    void a_wrong_secret_is_one_sentence_without_the_secret() {
        Client wrong = new Client(workspace.identities().newClient().id(), "dose-not-this-one");

        UserError error = signInError(connection(byClient(wrong)));

        assertThat(error.what()).startsWith("signing in failed: ");
        assertThat(error.getMessage()).doesNotContain("dose-not-this-one").doesNotContain("Config:");
    }

    @Test
    void a_host_that_does_not_exist_is_said_at_once() {
        assertSignIn(
                connection(
                        Optional.empty(),
                        ImmutableMap.of("DATABRICKS_HOST", "https://no.such.host.invalid", "DATABRICKS_TOKEN", "t")),
                "https://no.such.host.invalid",
                "there is no such host, or this machine has no network");
    }

    @Test
    void a_host_that_is_no_workspace_is_said_to_be_none() {
        workspace.faults().arm(ME, (call, usual) -> page(404));
        assertSignIn(connection(byToken()), host(), "what answers there is no Databricks workspace");

        workspace.faults().arm(ME, (call, usual) -> page(200));
        assertSignIn(connection(byToken()), host(), "what answers there is no Databricks workspace");
    }

    @Test
    void a_host_that_does_not_listen_is_a_remote_error() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> me(connection(
                        Optional.empty(),
                        ImmutableMap.of(
                                "DATABRICKS_HOST", "http://127.0.0.1:" + closed, "DATABRICKS_TOKEN", "dapi-secret"))))
                .withMessageContaining("http://127.0.0.1:" + closed)
                .withMessageContaining("Connection refused")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("dapi-secret"));
    }

    @Test
    void what_is_not_allowed_names_the_thing() {
        workspace.faults().arm(ME, Fault.error(403, "PERMISSION_DENIED", "User does not have READ on it."));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> me(connection(byToken())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED))
                .satisfies(e -> assertThat(e.where()).isEqualTo("the user"))
                .satisfies(e -> assertThat(e.what())
                        .isEqualTo(
                                "asking who it is is not permitted for this user:" + " User does not have READ on it"));
    }

    @Test
    void a_service_in_trouble_is_a_remote_error_with_its_words() {
        workspace.faults().arm(ME, Fault.internalError());

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> me(connection(byToken())))
                .withMessage("asking who it is (the user): " + host()
                        + " answered 500 INTERNAL_ERROR: An internal error occurred");
    }

    @Test
    void too_many_requests_are_waited_for() {
        workspace.faults().arm(ME, Fault.tooManyRequests(OptionalInt.of(0)), 3);

        assertThat(me(connection(byToken()))).isEqualTo("user@example.com");
    }

    @Test
    void too_many_requests_for_too_long_are_a_remote_error() {
        workspace.faults().arm(ME, Fault.tooManyRequests(OptionalInt.of(0)), 4);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> me(connection(byToken())))
                .withMessageContaining("answered 429");
    }

    @Test
    void a_service_that_says_nothing_is_given_up() {
        CountDownLatch never = new CountDownLatch(1);
        workspace.faults().arm(ME, Fault.heldUntil(never));

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> me(new WorkspaceConnection(ConnectionSettings.of(byToken(), Optional.empty(), "0.1.0")
                        .withTimeout(Duration.ofMillis(300)))))
                .withMessageContaining("timed out");
    }

    @Test
    void an_interrupted_wait_is_an_interrupt() {
        workspace.faults().arm(ME, (call, usual) -> {
            throw new dev.dyndeps.emulator.http.ApiError(503, "TEMPORARILY_UNAVAILABLE", "not now");
        });
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(Interrupted.class).isThrownBy(() -> me(connection(byToken())));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_token_that_the_service_repeats_is_struck_out() {
        workspace.faults().arm(ME, Fault.error(400, "BAD_REQUEST", "bad token " + workspace.token()));

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> me(connection(byToken())))
                .withMessageContaining("bad token ***");
    }

    /** Nobody has configured it: the SDK got it by the client's secret. */
    @Test
    void a_token_that_was_asked_for_is_struck_out_too() {
        workspace.faults().arm(ME, (call, usual) -> {
            throw new dev.dyndeps.emulator.http.ApiError(
                    400,
                    "BAD_REQUEST",
                    "bad header " + call.header("Authorization").orElseThrow());
        });

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> me(connection(byClient(workspace.identities().newClient()))))
                .withMessageContaining("bad header Bearer ***");
    }

    @Test
    void what_may_be_asked_twice_is_asked_again_where_the_service_fails_or_hangs_up() {
        workspace.faults().arm(ME, Fault.internalError());
        workspace.faults().arm(ME, Fault.cutUpload(0));
        WorkspaceConnection connection = connection(byToken());

        assertThat(connection.<String>repeat(
                        "asking who it is",
                        "the user",
                        () -> new CurrentUserAPI(connection.client())
                                .me(new MeRequest())
                                .getUserName()))
                .isEqualTo("user@example.com");
    }

    @Test
    void what_always_fails_is_asked_three_times() {
        workspace.faults().arm(ME, Fault.internalError(), 10);
        WorkspaceConnection connection = connection(byToken());

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> connection.repeat(
                        "asking who it is",
                        "the user",
                        () -> new CurrentUserAPI(connection.client()).me(new MeRequest())));
        assertThat(workspace.faults().left()).isEqualTo(7);
    }

    private static dev.dyndeps.emulator.http.Answer page(int status) {
        byte[] page = "<html><body>Welcome</body></html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new dev.dyndeps.emulator.http.Answer(
                status,
                ImmutableMap.of(),
                "text/html",
                page.length,
                () -> new java.io.ByteArrayInputStream(page),
                false);
    }

    private String host() {
        return workspace.url().toString();
    }

    private ImmutableMap<String, String> byToken() {
        return ImmutableMap.of("DATABRICKS_HOST", host(), "DATABRICKS_TOKEN", workspace.token());
    }

    private ImmutableMap<String, String> byClient(Client client) {
        return ImmutableMap.of(
                "DATABRICKS_HOST",
                host(),
                "DATABRICKS_CLIENT_ID",
                client.id(),
                "DATABRICKS_CLIENT_SECRET",
                client.secret());
    }

    private void writeProfiles(String text) throws IOException {
        Files.writeString(folder.resolve(".databrickscfg"), text);
    }

    private static WorkspaceConnection connection(ImmutableMap<String, String> environment) {
        return connection(Optional.empty(), environment);
    }

    private static WorkspaceConnection connection(Optional<String> profile, ImmutableMap<String, String> environment) {
        return new WorkspaceConnection(ConnectionSettings.of(environment, profile, "0.1.0-SNAPSHOT"));
    }

    private static String me(WorkspaceConnection connection) {
        return connection.call(
                "asking who it is",
                "the user",
                () -> new CurrentUserAPI(connection.client())
                        .me(new MeRequest())
                        .getUserName());
    }

    private static UserError signInError(WorkspaceConnection connection) {
        try {
            me(connection);
        } catch (UserError e) {
            return e;
        }
        throw new AssertionError("signed in");
    }

    private static void assertSignIn(WorkspaceConnection connection, String where, String what) {
        UserError error = signInError(connection);

        assertThat(error.code()).isEqualTo(Code.SIGN_IN);
        assertThat(error.where()).isEqualTo(where);
        assertThat(error.what()).isEqualTo(what);
    }

    private Recorded last() {
        return workspace.recorded().get(workspace.recorded().size() - 1);
    }
}
