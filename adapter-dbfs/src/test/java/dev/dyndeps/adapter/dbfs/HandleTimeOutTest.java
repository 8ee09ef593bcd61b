package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore.Put;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** DBFS forgets an upload of which it hears nothing for ten minutes, as of a machine that was asleep. */
class HandleTimeOutTest extends StoreTest {
    private static final StorePath PLACE = Emulated.DBFS.resolve("file");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @Override
    Emulated emulated(Path folder) {
        return Emulated.in(folder, now::get);
    }

    @Test
    void an_upload_that_stood_still_for_too_long_begins_anew() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().armAfter(1, DBFS + "add-block", meanwhile(() -> pass(Duration.ofMinutes(11))), 1);

        assertThat(put(file, PLACE)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(PLACE)).hasSameBinaryContentAs(file);
        assertThat(emulated.files(Emulated.DBFS)).containsExactly("file");
        assertThat(emulated.progress.events())
                .contains("note sending " + PLACE
                        + " again: the service closed the upload, which had stood still for too long");
    }

    @Test
    void an_upload_may_take_longer_than_that_in_all() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm(DBFS + "add-block", meanwhile(() -> pass(Duration.ofMinutes(9))), 3);

        assertThat(put(file, PLACE)).isEqualTo(Put.SENT);

        assertThat(emulated.requests(DBFS + "create")).isEqualTo(1);
    }

    @Test
    void a_whole_file_whose_upload_is_forgotten_before_it_is_closed_is_taken() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().armAfter(2, DBFS + "add-block", meanwhile(() -> pass(Duration.ofMinutes(11))), 1);

        assertThat(put(file, PLACE)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(PLACE)).hasSameBinaryContentAs(file);
        assertThat(emulated.requests(DBFS + "create")).isEqualTo(1);
    }

    private void pass(Duration time) {
        now.updateAndGet(then -> then.plus(time));
    }
}
