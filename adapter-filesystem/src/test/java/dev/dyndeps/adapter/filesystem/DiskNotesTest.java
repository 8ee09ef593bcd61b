package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.port.Notes;
import dev.dyndeps.testkit.NotesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskNotesTest extends NotesContract {
    private static final HashCode KEY = Hashing.sha256().hashInt(1);

    @TempDir
    Path disk;

    @Override
    protected Notes notes() {
        return new DiskNotes(disk.resolve("notes"));
    }

    private Path file() {
        String digits = KEY.toString();
        return disk.resolve("notes").resolve(digits.substring(0, 2)).resolve(digits);
    }

    @Test
    void a_damaged_or_empty_note_is_none() throws IOException {
        notes().keep(KEY, "text");
        byte[] bytes = Files.readAllBytes(file());
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            assertThat(notes().find(KEY)).as("byte " + at).isEmpty();
        }
        Files.write(file(), new byte[0]);
        assertThat(notes().find(KEY)).isEmpty();

        notes().keep(KEY, "text");

        assertThat(notes().find(KEY)).contains("text");
    }

    @Test
    void a_full_disk_keeps_no_note_and_no_part_of_one() throws Exception {
        try (SmallDisk full = SmallDisk.mount(disk)) {
            notes().keep(KEY, "x".repeat(2 << 20));

            assertThat(notes().find(KEY)).isEmpty();
            assertThat(Folders.of(file())).startsWith(full.folder()).isEmptyDirectory();
        }
    }

    @Test
    void a_read_only_disk_gives_the_notes_that_it_has() throws Exception {
        try (SmallDisk readOnly = SmallDisk.mount(disk)) {
            notes().keep(KEY, "text");
            readOnly.makeReadOnly();
            notes().keep(KEY, "other");

            assertThat(notes().find(KEY)).contains("text");
        }
    }
}
