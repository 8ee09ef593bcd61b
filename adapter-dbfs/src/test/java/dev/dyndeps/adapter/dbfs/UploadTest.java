package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.port.ArtifactStore.Put;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.testkit.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UploadTest extends StoreTest {
    private static final StorePath IN_VOLUME = Emulated.VOLUME.resolve("file");
    private static final StorePath IN_DBFS = Emulated.DBFS.resolve("file");

    /** The SDK would send the rest of a used stream: a file of no bytes, and success. */
    @Test
    void what_a_busy_service_turns_away_is_sent_again_from_its_first_byte() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm(PUT_VOLUME_FILE, Fault.unavailable());
        faults().arm(PUT_VOLUME_FILE, Fault.tooManyRequests(OptionalInt.of(1)));

        assertThat(put(file, IN_VOLUME)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(IN_VOLUME)).hasSameBinaryContentAs(file);
        assertThat(emulated.progress.events())
                .contains("note sending " + IN_VOLUME + " again: the service was busy (429 or 503)");
    }

    @Test
    void an_upload_that_breaks_off_is_sent_again_until_it_is_whole() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm(PUT_VOLUME_FILE, Fault.cutUpload(1 << 20), 4);

        assertThat(put(file, IN_VOLUME)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(IN_VOLUME)).hasSameBinaryContentAs(file);
    }

    @Test
    void an_upload_that_always_breaks_off_is_an_error_and_leaves_nothing() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm(PUT_VOLUME_FILE, Fault.cutUpload(1 << 20), 5);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> put(file, IN_VOLUME))
                .withMessageStartingWith("sending (" + IN_VOLUME + "): the connection to http://127.0.0.1:")
                .satisfies(e -> assertThat(e.next()).isNotEmpty());
        assertThat(emulated.files(Emulated.VOLUME)).isEmpty();
    }

    @Test
    void a_file_of_which_less_arrived_than_was_sent_is_sent_again() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm(PUT_VOLUME_FILE, meanwhile(() -> cutShort(emulated.onDisk(IN_VOLUME))));

        assertThat(put(file, IN_VOLUME)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(IN_VOLUME)).hasSameBinaryContentAs(file);
        assertThat(emulated.progress.events())
                .contains("note sending " + IN_VOLUME + " again: 1000 of " + LARGE + " bytes arrived");
    }

    @Test
    void a_service_that_always_loses_bytes_is_an_error_with_the_two_sizes() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm(PUT_VOLUME_FILE, meanwhile(() -> cutShort(emulated.onDisk(IN_VOLUME))), 5);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> put(file, IN_VOLUME))
                .withMessageContaining("1000 of " + LARGE + " bytes arrived");
    }

    @Test
    void a_block_whose_answer_is_lost_is_not_in_the_file_twice() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().armAfter(1, DBFS + "add-block", Fault.doneAndUnavailable(), 1);

        assertThat(put(file, IN_DBFS)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(IN_DBFS)).hasSameBinaryContentAs(file);
        assertThat(emulated.progress.events())
                .contains("note sending " + IN_DBFS + " again: " + (LARGE + (1 << 20)) + " of " + LARGE
                        + " bytes arrived");
        assertThat(emulated.files(Emulated.DBFS)).containsExactly("file");
    }

    @Test
    void a_part_that_somebody_removes_before_it_is_moved_is_sent_again() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm(
                        DBFS + "close",
                        meanwhile(() -> Files.delete(emulated.onDisk(Emulated.DBFS)
                                .resolve(emulated.files(Emulated.DBFS).get(0)))));

        assertThat(put(file, IN_DBFS)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(IN_DBFS)).hasSameBinaryContentAs(file);
    }

    @Test
    void nothing_is_left_of_an_upload_to_dbfs_that_fails_for_good() throws IOException {
        Path file = file("file", LARGE, 1);
        faults().armAfter(1, DBFS + "add-block", Fault.internalError(), 100);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> put(file, IN_DBFS))
                .withMessageContaining("500 INTERNAL_ERROR");
        assertThat(emulated.files(Emulated.DBFS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_file_that_changes_while_it_is_sent_is_refused_and_does_not_appear(StorePath base) throws IOException {
        Path file = file("file", LARGE, 1);
        faults().arm("*dirs", meanwhile(() -> file("file", LARGE, 2)));
        faults().arm("PUT /api/2.0/fs/directories/*", meanwhile(() -> file("file", LARGE, 2)));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file, base.resolve("file")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_CHANGED));
        assertThat(emulated.files(base)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bases")
    void who_is_interrupted_while_he_sends_leaves_nothing(StorePath base) throws IOException {
        Path file = file("file", LARGE, 1);
        ProgressListener interrupting = new ProgressListener() {
            @Override
            public void stage(String name, String detail) {}

            @Override
            public void advance(long done, long total, Unit unit) {
                if (done > total / 2) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void note(String line) {}
        };
        WorkspaceStore store = emulated.store(Duration.ofSeconds(30), interrupting);

        assertThatExceptionOfType(Interrupted.class)
                .isThrownBy(() -> store.put(file, Emulated.sha256(file), base.resolve("file")));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(emulated.files(base)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bases")
    void an_answer_that_does_not_come_is_not_waited_for_for_ever(StorePath base) throws IOException {
        Path file = file("file", LARGE, 1);
        WorkspaceStore store = emulated.store(Duration.ofMillis(500), ProgressListener.NONE);
        faults().arm("*" + (base.isVolume() ? "fs/files/*" : "dbfs/create"), Fault.slow(Duration.ofSeconds(5)));

        assertThat(store.put(file, Emulated.sha256(file), base.resolve("file"))).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(base.resolve("file"))).hasSameBinaryContentAs(file);
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_wheelhouse_that_is_there_is_neither_sent_nor_read_again(StorePath base) throws IOException {
        Path file = file("file", LARGE, 1);
        StorePath place = base.resolve(Emulated.sha256(file) + "/deps.zip");
        put(file, place);
        long requests = emulated.workspace.recorded().size();

        assertThat(put(file, place)).isEqualTo(Put.ALREADY_THERE);

        assertThat(emulated.workspace.recorded()).hasSize((int) requests + 1);
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_wheelhouse_of_another_size_in_its_place_is_replaced(StorePath base) throws IOException {
        Path file = file("file", LARGE, 1);
        StorePath place = base.resolve(Emulated.sha256(file) + "/deps.zip");
        emulated.write(place, file("damaged", LARGE - 1, 1));

        assertThat(put(file, place)).isEqualTo(Put.SENT);

        assertThat(emulated.onDisk(place)).hasSameBinaryContentAs(file);
    }

    @ParameterizedTest
    @MethodSource("bases")
    void many_may_put_one_wheelhouse_at_once_also_if_one_is_cut(StorePath base) throws IOException {
        Path file = file("file", LARGE, 1);
        StorePath place = base.resolve(Emulated.sha256(file) + "/deps.zip");
        faults().arm(base.isVolume() ? PUT_VOLUME_FILE : DBFS + "add-block", Fault.cutUpload(1000));

        assertThat(Threads.atOnce(6, n -> {
                    try {
                        return put(file, place);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .contains(Put.SENT);

        assertThat(emulated.onDisk(place)).hasSameBinaryContentAs(file);
        assertThat(emulated.files(base)).containsExactly(Emulated.sha256(file) + "/deps.zip");
    }

    private static void cutShort(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }
    }
}
