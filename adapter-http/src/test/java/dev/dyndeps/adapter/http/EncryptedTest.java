package dev.dyndeps.adapter.http;

import static dev.dyndeps.adapter.http.FileServer.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, and proxies that encrypted connections go through. */
class EncryptedTest {
    private static final Login LOGIN = new Login("me", "s3cret");
    /** As a client that speaks it offers it (RFC 7301, section 3.1; RFC 9113, section 3.2). */
    private static final String HTTP_2 = "\u0002h2";

    @TempDir
    private static Path shared;

    private static Keys keys;

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = Keys.make(shared);
    }

    @BeforeEach
    void start() throws IOException {
        scene = new Scene(folder, FileServer.start(keys.server()));
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void certificates_of_the_operator_are_trusted() {
        scene.settings.put("PIP_CERT", keys.certificate().toString());

        assertThat(scene.fetch()).hasSize(1);
    }

    @Test
    void certificates_that_were_made_ready_are_trusted() {
        scene.settings.put("PIP_CERT", keys.certificate().toString());

        assertThat(scene.prepared().fetch()).hasSize(1);
    }

    /** A JVM that ends waits for a while for each thread that waits for the network. */
    @Test
    void no_thread_of_a_client_stays() throws InterruptedException {
        scene.settings.put("PIP_CERT", keys.certificate().toString());

        assertThat(scene.fetch()).hasSize(1);

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().endsWith("SelectorManager")) {
                thread.join(TimeUnit.SECONDS.toMillis(20));
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void a_folder_of_certificates_will_do() throws IOException {
        Path certificates = Files.createDirectory(folder.resolve("certs"));
        Files.copy(keys.certificate(), certificates.resolve("0a1b2c3d.0"));
        scene.settings.put("SSL_CERT_DIR", certificates.toString());

        assertThat(scene.fetch()).hasSize(1);
    }

    @Test
    void a_host_that_is_not_trusted_is_left_to_pip() {
        assertThat(scene.fetch()).isEmpty();
        assertThat(scene.leftToPip()).hasSize(1);
        assertThat(scene.progress.events().toString()).contains("note pip fetches, since localhost is not trusted");
    }

    @Test
    void the_certificate_of_a_trusted_host_is_not_looked_at() {
        scene.settings.put("PIP_TRUSTED_HOST", "example.com localhost:" + scene.server.port());

        assertThat(scene.fetch()).hasSize(1);
    }

    @Test
    void certificates_that_are_not_there_are_named() {
        scene.settings.put("SSL_CERT_FILE", folder.resolve("none.pem").toString());

        assertThatThrownBy(scene::fetch)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.code()).isEqualTo(Code.OPTION_INVALID))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void what_is_said_to_an_encrypted_host_is_not_said_to_the_same_one_in_the_clear() throws IOException {
        try (FileServer clear = FileServer.start()) {
            clear.put(scene.wheel.fileName(), scene.wheel.bytes());
            Files.writeString(scene.home.resolve(".netrc"), "machine localhost login me password s3cret\n");
            scene.settings.put("PIP_CERT", keys.certificate().toString());
            scene.server.always(redirect(clear.url(scene.wheel.fileName())));

            assertThat(scene.fetch()).hasSize(1);
            assertThat(scene.server.requests().get(0).header("Authorization")).isEqualTo(LOGIN.header());
            assertThat(clear.requests().get(0).header("Authorization")).isEmpty();
        }
    }

    @Test
    void a_proxy_is_told_the_login_and_the_host_behind_it_is_not() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(scene.server.port(), "Proxy-Authorization: " + LOGIN.header())) {
            scene.settings.put("PIP_CERT", keys.certificate().toString());
            scene.settings.put("HTTPS_PROXY", "http://me:s3cret@localhost:" + proxy.port());

            assertThat(scene.fetch()).hasSize(1);
            assertThat(proxy.heads()).hasSize(1);
            assertThat(scene.server.requests().get(0).header("Proxy-Authorization"))
                    .isEmpty();
        }
    }

    @Test
    void small_wheels_come_by_http_2_and_with_a_large_one_all_come_by_http_1() throws IOException {
        WheelMaker large = WheelMaker.wheel("large", "1").file("large/data.txt", Scene.noise(2_000_000));
        scene.server.put(large.fileName(), large.bytes());
        scene.settings.put("PIP_CERT", keys.certificate().toString());
        ResolvedWheel small = scene.withSize().resolved(scene.wheel, scene.url());

        assertThat(greetings(ImmutableList.of(small)))
                .singleElement()
                .asString()
                .contains(HTTP_2);
        assertThat(greetings(ImmutableList.of(small, scene.resolved(large, scene.server.url(large.fileName())))))
                .isNotEmpty()
                .noneMatch(greeting -> greeting.contains(HTTP_2));
    }

    private List<String> greetings(ImmutableList<ResolvedWheel> wheels) throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(scene.server.port(), "")) {
            scene.settings.put("HTTPS_PROXY", "http://localhost:" + proxy.port());
            assertThat(scene.fetch(wheels)).hasSameSizeAs(wheels);
            return proxy.greetings();
        }
    }

    @Test
    void a_proxy_that_wants_another_login_is_told_of_without_it() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy(scene.server.port(), "another")) {
            scene.settings.put("PIP_CERT", keys.certificate().toString());
            scene.settings.put("HTTPS_PROXY", "http://me:s3cret@localhost:" + proxy.port());

            assertThatThrownBy(scene::fetch)
                    .isInstanceOf(RemoteError.class)
                    .hasMessageContaining("407")
                    .hasMessageNotContaining("s3cret");
        }
    }
}
