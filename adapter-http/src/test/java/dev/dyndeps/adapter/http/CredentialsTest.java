package dev.dyndeps.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    @Test
    void the_nearest_index_of_a_host_counts() {
        Credentials credentials = of(Map.of(
                "PIP_INDEX_URL", "https://a:1@host.example/team-a/simple/",
                "PIP_EXTRA_INDEX_URL", "https://b:2@host.example/team-b/simple https://c:3@other.example/simple"));

        assertThat(login(credentials, "https://host.example/team-b/files/x.whl"))
                .contains(new Login("b", "2"));
        assertThat(login(credentials, "https://host.example/team-a/x.whl")).contains(new Login("a", "1"));
        assertThat(login(credentials, "https://other.example/x.whl")).contains(new Login("c", "3"));
    }

    @Test
    void another_host_port_or_protocol_is_another_place() {
        Credentials credentials = of(Map.of("PIP_INDEX_URL", "https://a:1@host.example/simple/"));

        assertThat(login(credentials, "https://files.host.example/x.whl")).isEmpty();
        assertThat(login(credentials, "https://host.example:8443/x.whl")).isEmpty();
        assertThat(login(credentials, "http://host.example/x.whl")).isEmpty();
    }

    @Test
    void passwords_may_hold_any_character() {
        assertThat(login(of(Map.of("PIP_INDEX_URL", "https://a:p%40%2Fss+w%25@h.example/")), "https://h.example/x"))
                .contains(new Login("a", "p@/ss+w%"));
    }

    @Test
    void an_index_that_is_not_asked_knows_nobody() {
        Credentials credentials = of(Map.of("PIP_INDEX_URL", "https://a:1@host.example/simple/", "PIP_NO_INDEX", "1"));

        assertThat(login(credentials, "https://host.example/x.whl")).isEmpty();
    }

    private static Optional<Login> login(Credentials credentials, String url) {
        return credentials.of(URI.create(url));
    }

    private static Credentials of(Map<String, String> settings) {
        Variables operator = new Variables(ImmutableMap.copyOf(settings)).with("PIP_CONFIG_FILE", "/dev/null");
        return Credentials.of(PipSettings.of(operator, "download"), operator);
    }
}
