package dev.dyndeps.adapter.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void this_java_has_what_it_offers_first() {
        assertThatCode(() -> WarmUp.run(SSLContext.getDefault(), () -> false)).doesNotThrowAnyException();
    }
}
