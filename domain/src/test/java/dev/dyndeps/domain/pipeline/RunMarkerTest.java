package dev.dyndeps.domain.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunMarkerTest {
    private static final RunMarker MARKER = new RunMarker(
            new RunId("6f1a2b3c-0000-4000-8000-000000000001"),
            new RunMarker.Owner("ada", "host-1", 4711, 1_700_000_000_000L));

    @Test
    void what_is_written_is_read_back() {
        assertThat(RunMarker.parse(MARKER.text())).contains(MARKER);
    }

    @Test
    void anything_else_is_no_marker() {
        assertThat(RunMarker.parse("")).isEmpty();
        assertThat(RunMarker.parse("{}")).isEmpty();
        assertThat(RunMarker.parse(MARKER.text().replace("4711", "many"))).isEmpty();
        assertThat(RunMarker.parse(MARKER.text().replace("6f1a2b3c", "not a uuid")))
                .isEmpty();
    }
}
