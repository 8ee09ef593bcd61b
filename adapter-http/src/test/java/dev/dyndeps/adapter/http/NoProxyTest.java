package dev.dyndeps.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
    /** The answers of the requests library that pip brings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://files.example.com/x         | example.com            | true",
                "https://files.example.com/x         | .example.com           | true",
                "https://example.com/x               | .example.com           | true",
                "https://badexample.com/x            | example.com            | true",
                "https://FILES.example.com/x         | files.EXAMPLE.com      | true",
                "https://example.org/x               | example.com, localhost | false",
                "http://localhost:8080/x             | localhost:8080         | true",
                "http://localhost:8080/x             | localhost:8081         | false",
                "http://localhost:8080/x             | localhost              | true",
                "http://10.1.2.3/x                   | 10.0.0.0/8             | true",
                "http://11.1.2.3/x                   | 10.0.0.0/8             | false",
                "http://10.1.2.3/x                   | 10.1.2.3               | true",
                "http://10.1.2.3/x                   | 2.3                    | true",
                "http://10.1.2.3/x                   | 10.1.2.3/33            | false",
                "https://anything.example/x          | *                      | true",
                "https://anything.example/x          | ''                     | false",
            })
    void hosts_that_are_asked_directly(URI url, String entries, boolean direct) {
        assertThat(NoProxy.of(entries).has(url)).isEqualTo(direct);
    }
}
