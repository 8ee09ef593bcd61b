package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.port.ProgressListener.Unit;
import org.junit.jupiter.api.Test;

class RecordingProgressTest {
    @Test
    void it_remembers_every_event_in_order() {
        RecordingProgress progress = new RecordingProgress();

        progress.stage("resolve", "2 requirements");
        progress.note("again in 1 s");
        progress.stage("fetch", "3 wheels: 30 MB");
        progress.advance(1, 3, Unit.PIECES);
        progress.advance(10, 30, Unit.BYTES);

        assertThat(progress.events())
                .containsExactly(
                        "stage resolve: 2 requirements",
                        "note again in 1 s",
                        "stage fetch: 3 wheels: 30 MB",
                        "advance 1/3",
                        "advance 10/30 bytes");
        assertThat(progress.stages()).containsExactly("resolve", "fetch");
    }
}
