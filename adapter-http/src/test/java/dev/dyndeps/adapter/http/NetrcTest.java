package dev.dyndeps.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NetrcTest {
    @Test
    void each_host_has_its_login() {
        Netrc netrc = Netrc.parse("""
                machine a.example
                    login ann
                    password "two words"   # hers
                machine b.example user bob password o\\"ne account nobody
                machine c.example account carl password x
                """);

        assertThat(netrc.of("a.example")).contains(new Login("ann", "two words"));
        assertThat(netrc.of("b.example")).contains(new Login("bob", "o\"ne"));
        assertThat(netrc.of("c.example")).contains(new Login("carl", "x"));
        assertThat(netrc.of("d.example")).isEmpty();
    }

    @Test
    void all_others_may_have_one() {
        Netrc netrc = Netrc.parse("machine a login ann password x default login anonymous password me@example.com");

        assertThat(netrc.of("b")).contains(new Login("anonymous", "me@example.com"));
    }

    @Test
    void macros_are_skipped() {
        Netrc netrc = Netrc.parse(
                "macdef init\ncd /pub\nmachine trap login no password no\n\nmachine a login ann password x\n");

        assertThat(netrc.logins()).containsOnlyKeys("a");
    }

    @Test
    void what_is_malformed_is_refused() {
        assertThatThrownBy(() -> Netrc.parse("machine a login ann secret x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Netrc.parse("host a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobody_sees_a_password() {
        assertThat(Netrc.parse("machine a login ann password s3cret").toString())
                .doesNotContain("s3cret");
    }
}
