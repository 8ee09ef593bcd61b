package dev.dyndeps.adapter.python.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFailureTest {
    private static final String PASSWORD =
            "Check the user and the password of the index (PIP_INDEX_URL, pip.conf, netrc)";

    /** Words of pip 26.0 and uv 0.13. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: HTTP error 403 while getting https://x.example/demo-1-py3-none-any.whl",
                "WARNING: 401 Error, Credentials not correct for https://x.example/simple/demo/",
                "Could not fetch URL https://x.example/simple/demo/: 403 Client Error: Forbidden for url: https://x.example/",
                "Failed to fetch: `https://x.example/simple/demo/`: HTTP status client error (401 Unauthorized) for url (x)",
                "could not be queried due to a lack of valid authentication credentials (401 Unauthorized)."
            })
    void a_refused_user_is_asked_for_another_password(String words) {
        assertThat(IndexFailure.error("the index failed", words).next()).isEqualTo(PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to fetch: http://x.example:40169/401/: HTTP status server error (500 Internal Server Error)",
                "HTTPConnectionPool(host='403.example', port=40169): Max retries exceeded with url: /simple/lead-401/ "
                        + "(Caused by ResponseError('too many 500 error responses'))",
                "ERROR: HTTP error 502 while getting http://x.example:403/demo-4.401-py3-none-any.whl"
            })
    void digits_of_a_port_or_a_file_are_no_refusal(String words) {
        assertThat(IndexFailure.error("the index failed", words).next()).isNotEqualTo(PASSWORD);
    }

    @Test
    void every_status_is_found_once() {
        assertThat(HttpStatuses.in(
                        "404 Client Error: x for url: y, then 502 Server Error: z, then 404 Client Error: x"))
                .containsExactly(404, 502);
        assertThat(HttpStatuses.in("")).isEmpty();
    }

    @Test
    void a_package_that_an_index_does_not_have_is_no_failure_of_the_index() {
        assertThat(IndexFailure.in(List.of("404 Client Error: Not Found for url: https://x.example/simple/nope/")))
                .isEmpty();
    }
}
