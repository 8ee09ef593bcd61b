package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DownloadTest extends StoreTest {
    private static final String GET = "GET *";

    @ParameterizedTest
    @MethodSource("bases")
    void a_download_that_is_cut_is_fetched_again_from_its_first_byte(StorePath base) throws IOException {
        emulated.write(base.resolve("file"), file("sent", LARGE, 1));
        faults().arm(GET, Fault.cutDownload(LARGE / 2));

        emulated.store.get(base.resolve("file"), local.resolve("got"));

        assertThat(local.resolve("got")).hasSameBinaryContentAs(local.resolve("sent"));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_download_that_is_always_cut_is_an_error_and_leaves_what_was_there(StorePath base) throws IOException {
        emulated.write(base.resolve("file"), file("sent", LARGE, 1));
        Files.writeString(local.resolve("got"), "what was there");
        faults().arm(GET, Fault.cutDownload(100), 1000);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> emulated.store.get(base.resolve("file"), local.resolve("got")))
                .withMessageStartingWith("fetching (" + base.resolve("file") + "): the connection to ");
        assertThat(local.resolve("got")).hasContent("what was there");
        assertThat(local).isDirectoryNotContaining("glob:**.dyndeps-part-*");
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_service_that_falls_silent_is_asked_again(StorePath base) throws IOException {
        emulated.write(base.resolve("file"), file("sent", LARGE, 1));
        faults().arm(GET, Fault.slow(Duration.ofSeconds(5)));

        emulated.store(Duration.ofMillis(500), ProgressListener.NONE).get(base.resolve("file"), local.resolve("got"));

        assertThat(local.resolve("got")).hasSameBinaryContentAs(local.resolve("sent"));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_service_that_stays_silent_is_one_clear_error(StorePath base) throws IOException {
        emulated.write(base.resolve("file"), file("sent", LARGE, 1));
        faults().arm(GET, Fault.slow(Duration.ofSeconds(5)), 1000);
        WorkspaceStore impatient = emulated.store(Duration.ofMillis(200), ProgressListener.NONE);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> impatient.get(base.resolve("file"), local.resolve("got")))
                .withMessageContaining("timed out");
        assertThat(local.resolve("got")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_file_that_is_removed_before_it_is_read_is_missing(StorePath base) throws IOException {
        emulated.write(base.resolve("file"), file("sent", LARGE, 1));
        faults().arm(GET, (call, usual) -> {
            Files.deleteIfExists(emulated.onDisk(base.resolve("file")));
            return usual.handle(call);
        });

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> emulated.store.get(base.resolve("file"), local.resolve("got")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_MISSING));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_place_on_this_machine_that_cannot_be_written_is_named(StorePath base) throws IOException {
        emulated.write(base.resolve("file"), file("sent", LARGE, 1));
        Path inTheWay = file("in-the-way", 1, 1);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> emulated.store.get(base.resolve("file"), inTheWay.resolve("got")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e ->
                        assertThat(e.where()).isEqualTo(inTheWay.resolve("got").toString()));
    }
}
