package dev.dyndeps.adapter.dbfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.http.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workspace does not let us do is the user's to put right: the place, the reason, the way out. */
class UnwritableTest extends StoreTest {
    private static final String USER = "user@example.com";

    @ParameterizedTest
    @MethodSource("bases")
    void who_may_only_read_is_told_what_to_ask_for(StorePath base) throws IOException {
        Path file = file("file", 10, 1);
        emulated.write(base.resolve("old"), file);
        emulated.workspace.storage().permissions().denyWriting(USER, base.value());

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file, base.resolve("new")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(
                        e -> assertThat(e.where()).isEqualTo(base.resolve("new").value()))
                .satisfies(e -> assertThat(e.what()).contains("does not allow this user to write there"))
                .satisfies(e -> assertThat(e.next())
                        .contains(base.isVolume() ? "WRITE VOLUME" : "Choose a folder of a Volume"));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> emulated.store.delete(base.resolve("old")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE));
        assertThat(emulated.files(base)).containsExactly("old");
    }

    @ParameterizedTest
    @MethodSource("bases")
    void who_may_not_even_read_is_told_so(StorePath base) throws IOException {
        Path file = file("file", 10, 1);
        emulated.workspace.storage().permissions().deny(USER, base.value());

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file, base.resolve("new")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> emulated.store.list(base))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED))
                .satisfies(e -> assertThat(e.where()).isEqualTo(base.value()));
    }

    @Test
    void a_workspace_without_dbfs_says_so() throws IOException {
        Path file = file("file", 10, 1);
        emulated.workspace.storage().settings().disableDbfs();

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file, Emulated.DBFS.resolve("new")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.what()).contains("Public DBFS root is disabled"))
                .satisfies(e -> assertThat(e.next()).contains("/Volumes/CATALOG/SCHEMA/VOLUME/dyndeps"));
    }

    @Test
    void a_volume_that_there_is_not_is_named() throws IOException {
        Path file = file("file", 10, 1);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file, StorePath.of("/Volumes/main/default/other/file")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.what()).contains("Volume '/Volumes/main/default/other' does not exist"))
                .satisfies(e -> assertThat(e.next()).contains("Create the volume"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Volumes/main/default", "/Volumes/main", "/tmp/x", "/Workspace/Users/me", "dbfs:/dbfs/x"})
    void what_is_no_place_for_files_is_refused_before_anything_is_asked(String path) throws IOException {
        Path file = file("file", 10, 1);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file, StorePath.of(path)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OPTION_INVALID))
                .satisfies(e -> assertThat(e.where()).isEqualTo(path));
        assertThat(emulated.workspace.recorded()).isEmpty();
    }

    /** An answer to HEAD has no body, and so no word about why. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void a_token_that_expires_is_a_question_of_signing_in_whatever_is_asked(Operation operation) throws IOException {
        file("new", 10, 1);
        file("old", 10, 2);
        for (StorePath base : bases()) {
            operation.prepare(emulated, base, local);
            faults().arm("*", Fault.expiredToken(), 1000);

            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> operation.carryOut(emulated.store, base, local))
                    .satisfies(e -> assertThat(e.code()).as(base.value()).isEqualTo(Code.SIGN_IN));
            faults().clear();
        }
    }
}
