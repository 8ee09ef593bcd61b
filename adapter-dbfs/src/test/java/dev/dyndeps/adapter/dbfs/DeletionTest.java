package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.port.ArtifactStore.Deletion;
import dev.dyndeps.port.RemoteError;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeletionTest extends StoreTest {
    private static final String LIST_VOLUME = "GET /api/2.0/fs/directories/*";
    private static final StorePath VOLUME_RUN = Emulated.VOLUME.resolve("run");
    private static final StorePath DBFS_RUN = Emulated.DBFS.resolve("run");

    @BeforeEach
    void fill() throws IOException {
        file("file", 10, 1);
        for (StorePath base : bases()) {
            for (int n = 0; n < 20; n++) {
                emulated.write(base.resolve("run/" + n % 4 + "/" + n), local.resolve("file"));
            }
            emulated.write(base.resolve("other"), local.resolve("file"));
        }
    }

    @Test
    void a_deletion_that_dbfs_does_in_part_is_asked_for_until_nothing_is_left() throws IOException {
        emulated.workspace.storage().settings().deleteAtMost(3);

        assertThat(emulated.store.delete(DBFS_RUN)).isEqualTo(Deletion.DELETED);

        assertThat(emulated.onDisk(DBFS_RUN)).doesNotExist();
        assertThat(emulated.files(Emulated.DBFS)).containsExactly("other");
        assertThat(emulated.requests(DBFS + "delete")).isEqualTo(7);
    }

    @Test
    void a_deletion_that_gets_no_further_ends() {
        emulated.workspace.storage().settings().deleteAtMost(0);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> emulated.store.delete(DBFS_RUN))
                .withMessageContaining("PARTIAL_DELETE");
    }

    @Test
    void a_folder_of_a_volume_is_deleted_page_by_page() throws IOException {
        emulated.workspace.storage().settings().listAtMost(2);

        assertThat(emulated.store.delete(VOLUME_RUN)).isEqualTo(Deletion.DELETED);

        assertThat(emulated.onDisk(VOLUME_RUN)).doesNotExist();
        assertThat(emulated.files(Emulated.VOLUME)).containsExactly("other");
    }

    @Test
    void what_others_remove_meanwhile_is_gone() {
        faults().arm(LIST_VOLUME, meanwhile(() -> remove(VOLUME_RUN.resolve("0"))));
        faults().armAfter(2, LIST_VOLUME, meanwhile(() -> remove(VOLUME_RUN.resolve("2/2"))), 1);
        faults().arm("DELETE /api/2.0/fs/directories/*", (call, usual) -> {
            remove(VOLUME_RUN.resolve("3"));
            return usual.handle(call);
        });

        assertThat(emulated.store.delete(VOLUME_RUN)).isEqualTo(Deletion.DELETED);

        assertThat(emulated.onDisk(VOLUME_RUN)).doesNotExist();
    }

    @Test
    void what_others_add_meanwhile_is_deleted_too() {
        faults().arm("DELETE /api/2.0/fs/directories/*", (call, usual) -> {
            emulated.write(VOLUME_RUN.resolve("late/file"), local.resolve("file"));
            return usual.handle(call);
        });

        assertThat(emulated.store.delete(VOLUME_RUN)).isEqualTo(Deletion.DELETED);

        assertThat(emulated.onDisk(VOLUME_RUN)).doesNotExist();
    }

    @Test
    void who_always_adds_something_is_told_of() {
        AtomicInteger added = new AtomicInteger();
        faults().arm(
                        LIST_VOLUME,
                        meanwhile(() -> emulated.write(
                                VOLUME_RUN.resolve("late-" + added.incrementAndGet()), local.resolve("file"))),
                        1000);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> emulated.store.delete(VOLUME_RUN))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.what()).startsWith("somebody writes there while it is deleted"));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_deletion_that_fails_may_be_done_again(StorePath base) throws IOException {
        faults().armAfter(
                        base.isVolume() ? 5 : 0,
                        base.isVolume() ? "DELETE *" : DBFS + "delete",
                        Fault.internalError(),
                        1000);
        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> emulated.store.delete(base.resolve("run")))
                .withMessageContaining("500 INTERNAL_ERROR");
        assertThat(emulated.onDisk(base.resolve("run"))).exists();
        faults().clear();

        assertThat(emulated.store.delete(base.resolve("run"))).isEqualTo(Deletion.DELETED);

        assertThat(emulated.files(base)).containsExactly("other");
    }

    @ParameterizedTest
    @MethodSource("bases")
    void no_request_is_made_more_than_five_times(StorePath base) throws IOException {
        emulated.write(base.resolve("lone/file"), local.resolve("file"));
        String delete = base.isVolume() ? "DELETE /api/2.0/fs/files/" : DBFS + "delete";
        faults().arm(delete + "*", Fault.internalError(), 1000);

        assertThatExceptionOfType(RemoteError.class).isThrownBy(() -> emulated.store.delete(base.resolve("lone")));

        assertThat(emulated.requests(delete)).isEqualTo(5);
    }

    private void remove(StorePath path) throws IOException {
        MoreFiles.deleteRecursively(emulated.onDisk(path), RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
