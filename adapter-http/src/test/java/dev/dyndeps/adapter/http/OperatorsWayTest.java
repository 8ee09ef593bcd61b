package dev.dyndeps.adapter.http;

import static dev.dyndeps.adapter.http.FileServer.redirect;
import static dev.dyndeps.adapter.http.FileServer.status;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.http.FileServer.Answer;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins, proxies and redirects. */
class OperatorsWayTest {
    private static final Login LOGIN = new Login("me", "s3cret pässword");

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void start() throws IOException {
        scene = new Scene(folder);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void a_login_in_the_url_of_the_index_is_used_for_its_files() {
        scene.server.always(asking("Authorization", 401, LOGIN));
        indexWithLogin();

        assertThat(scene.fetch()).hasSize(1);
    }

    @Test
    void a_user_without_a_password_is_sent_as_pip_sends_it() {
        scene.server.always(asking("Authorization", 401, new Login("token", "")));
        scene.settings.put("PIP_EXTRA_INDEX_URL", "http://token@localhost:" + scene.server.port() + "/simple/");

        assertThat(scene.fetch()).hasSize(1);
    }

    @Test
    void netrc_knows_hosts() throws IOException {
        Files.writeString(
                scene.home.resolve(".netrc"),
                "# mine\nmachine example.com login you password no\nmachine localhost login me password \"pass word\"\n");
        scene.server.always(asking("Authorization", 401, new Login("me", "pass word")));

        assertThat(scene.fetch()).hasSize(1);
    }

    @Test
    void a_login_that_is_refused_is_not_shown() {
        scene.server.always(asking("Authorization", 401, new Login("me", "another")));
        indexWithLogin();

        assertThatThrownBy(scene::fetch)
                .isInstanceOf(RemoteError.class)
                .hasMessage("localhost does not know this user or password (401)")
                .hasMessageNotContaining("s3cret");
        assertThat(scene.progress.events().toString()).doesNotContain("s3cret");
    }

    @Test
    void a_server_that_wants_a_login_and_gets_none_says_so() {
        scene.server.always(asking("Authorization", 401, LOGIN));

        assertThatThrownBy(scene::fetch)
                .isInstanceOfSatisfying(
                        RemoteError.class, error -> assertThat(error.next()).contains("PIP_INDEX_URL"))
                .hasMessage("localhost wants a password (401)");
    }

    @Test
    void a_login_that_java_cannot_make_is_left_to_pip() {
        scene.server.always(status(401, "WWW-Authenticate", "Negotiate"));

        assertThat(scene.fetch()).isEmpty();
        assertThat(scene.leftToPip()).hasSize(1);
        assertThat(scene.progress.events())
                .contains("note pip fetches, since localhost or its proxy wants a login by Negotiate");
    }

    @Test
    void a_password_in_a_keyring_is_left_to_pip() {
        scene.server.always(asking("Authorization", 401, LOGIN));
        scene.settings.put("PIP_KEYRING_PROVIDER", "subprocess");

        assertThat(scene.fetch()).isEmpty();
        assertThat(scene.leftToPip()).hasSize(1);
    }

    @Test
    void pip_is_left_those_that_have_not_arrived() {
        WheelMaker other = wheel("other", "1");
        scene.server.put(other.fileName(), other.bytes());
        scene.withSize().server.next(FileServer::serve, status(401, "WWW-Authenticate", "Digest realm=\"x\""));
        ResolvedWheel first = scene.resolved(scene.wheel, scene.url());
        ResolvedWheel second = scene.resolved(other, URI.create("http://127.0.0.1:1/" + other.fileName()));
        scene.settings.put("NO_PROXY", "localhost");
        scene.settings.put("HTTP_PROXY", "socks5://127.0.0.1:1");

        assertThat(scene.fetch(ImmutableList.of(first, second))).containsOnlyKeys(first.sha256());
        assertThat(scene.leftToPip()).containsExactly(second);
    }

    @Test
    void a_wheel_in_a_folder_is_copied() throws IOException {
        Path file = scene.wheel.writeTo(folder.resolve("find links"));

        assertThat(scene.fetch(file.toUri()).values())
                .singleElement()
                .satisfies(copy -> assertThat(copy).isNotEqualTo(file).hasSameBinaryContentAs(file));
        assertThat(scene.leftToPip()).isEmpty();
    }

    @Test
    void another_wheel_in_a_folder_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve(scene.wheel.fileName()), "another");

        assertThatThrownBy(() -> scene.fetch(file.toUri()))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.code()).isEqualTo(Code.LOCK_MISMATCH));
    }

    @Test
    void a_wheel_that_has_gone_from_its_folder_cannot_be_had() {
        assertThatThrownBy(() -> scene.fetch(folder.resolve("gone.whl").toUri()))
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("gone.whl cannot be read");
    }

    @Test
    void what_cannot_be_made_ready_is_told_by_the_fetch() {
        scene.settings.put("PIP_CLIENT_CERT", folder.resolve("me.pem").toString());

        assertThat(scene.prepared().fetch()).isEmpty();
        assertThat(scene.leftToPip()).hasSize(1);
    }

    @Test
    void a_client_certificate_is_left_to_pip() {
        scene.settings.put("PIP_CLIENT_CERT", folder.resolve("me.pem").toString());

        assertThat(scene.fetch()).isEmpty();
        assertThat(scene.server.requests()).isEmpty();
        assertThat(scene.leftToPip()).hasSize(1);
    }

    @Test
    void a_redirect_is_followed_and_takes_no_login_to_another_host() throws IOException {
        try (FileServer other = FileServer.start()) {
            other.put(scene.wheel.fileName(), scene.wheel.bytes());
            scene.server.always(redirect(other.url(scene.wheel.fileName())));
            indexWithLogin();

            assertThat(scene.fetch()).hasSize(1);
            assertThat(scene.server.requests().get(0).header("Authorization")).isEqualTo(LOGIN.header());
            assertThat(other.requests().get(0).header("Authorization")).isEmpty();
        }
    }

    @Test
    void a_redirect_on_the_same_host_takes_the_login_along() {
        scene.server.next(redirect(URI.create("/elsewhere/" + scene.wheel.fileName())));
        scene.server.put("elsewhere/" + scene.wheel.fileName(), scene.wheel.bytes());
        indexWithLogin();

        assertThat(scene.fetch()).hasSize(1);
        assertThat(scene.server.requests().get(1).header("Authorization")).isEqualTo(LOGIN.header());
    }

    @Test
    void redirects_in_a_circle_end() {
        scene.server.always(redirect(scene.url()));

        assertThatThrownBy(scene::fetch).isInstanceOf(RemoteError.class).hasMessageContaining("leads in circles");
        assertThat(scene.server.requests()).hasSize(11);
    }

    @Test
    void a_redirect_to_what_is_no_place_of_http_is_refused() {
        scene.server.always(redirect(URI.create("file:///etc/passwd")));

        assertThatThrownBy(scene::fetch).isInstanceOf(RemoteError.class).hasMessageContaining("no URL of HTTP");
    }

    @Test
    void what_a_url_has_behind_its_path_is_not_shown() {
        scene.server.always(status(404));

        assertThatThrownBy(() -> scene.fetch(URI.create(scene.url() + "?signature=s3cret")))
                .isInstanceOf(RemoteError.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_proxy_is_asked_for_everything() {
        scene.settings.put("HTTP_PROXY", "http://localhost:" + scene.server.port());

        assertThat(scene.fetch(elsewhere())).hasSize(1);
        assertThat(scene.server.requests()).hasSize(1);
    }

    @Test
    void pips_own_proxy_wins() {
        scene.settings.put("HTTP_PROXY", "http://localhost:1");
        scene.settings.put("PIP_PROXY", "localhost:" + scene.server.port());

        assertThat(scene.fetch(elsewhere())).hasSize(1);
    }

    @Test
    void a_proxy_is_told_the_login_in_its_url() {
        scene.settings.put("http_proxy", "http://me:s3cret%20p%C3%A4ssword@localhost:" + scene.server.port());
        scene.server.always(asking("Proxy-Authorization", 407, LOGIN));

        assertThat(scene.fetch(elsewhere())).hasSize(1);
    }

    @Test
    void a_proxy_that_wants_another_login_is_told_of_without_it() {
        scene.settings.put("http_proxy", "http://me:s3cret@localhost:" + scene.server.port());
        scene.server.always(asking("Proxy-Authorization", 407, LOGIN));

        assertThatThrownBy(() -> scene.fetch(elsewhere()))
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("the proxy to files.example wants a user and a password")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void hosts_without_a_proxy_are_asked_directly() {
        scene.settings.put("HTTP_PROXY", "http://localhost:1");
        scene.settings.put("NO_PROXY", "example.com, localhost");

        assertThat(scene.fetch()).hasSize(1);
    }

    @Test
    void a_proxy_of_another_kind_is_left_to_pip() {
        scene.settings.put("ALL_PROXY", "socks5h://localhost:1");

        assertThat(scene.fetch()).isEmpty();
        assertThat(scene.leftToPip()).hasSize(1);
        assertThat(scene.progress.events()).contains("note pip fetches, since the proxy speaks socks5h");
    }

    /** A host that no name server knows: only a proxy can. */
    private URI elsewhere() {
        return URI.create("http://files.example/" + scene.wheel.fileName());
    }

    private void indexWithLogin() {
        scene.settings.put(
                "PIP_INDEX_URL", "http://me:s3cret%20p%C3%A4ssword@localhost:" + scene.server.port() + "/simple/");
    }

    private static Answer asking(String header, int status, Login login) {
        return (exchange, file) -> {
            if (login.header().equals(exchange.getRequestHeaders().getFirst(header))) {
                FileServer.serve(exchange, file);
            } else {
                String asks = header.startsWith("Proxy") ? "Proxy-Authenticate" : "WWW-Authenticate";
                status(status, asks, "Basic realm=\"files\"").to(exchange, file);
            }
        };
    }
}
