package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.ArtifactStore.Deletion;
import dev.dyndeps.port.ArtifactStore.Put;
import dev.dyndeps.port.ArtifactStore.Stat;
import dev.dyndeps.testkit.ArtifactStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ArtifactStoreContract {
    private final FolderStore store = new FolderStore();

    @TempDir
    Path disk;

    @TempDir
    Path outside;

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Override
    protected StorePath base() {
        return StorePath.of(disk.resolve("base").toString());
    }

    @Test
    void the_store_path_is_the_path_on_the_disk() throws IOException {
        Path file = TestFiles.write(outside.resolve("file"), 10, 1);

        store.put(file, TestFiles.sha256(file), base().resolve("runs/1/file"));

        assertThat(disk.resolve("base/runs/1/file")).hasSameBinaryContentAs(file);
    }

    @Test
    void a_place_on_databricks_is_no_folder_of_this_machine() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> store.stat(StorePath.of("dbfs:/base")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OPTION_INVALID))
                .satisfies(e -> assertThat(e.where()).isEqualTo("dbfs:/base"));
    }

    @Test
    void the_base_may_be_a_link_to_a_folder() throws IOException {
        Path target = Files.createDirectory(disk.resolve("target"));
        Files.createSymbolicLink(disk.resolve("base"), target);
        Path file = TestFiles.write(outside.resolve("file"), 10, 1);

        store.put(file, TestFiles.sha256(file), base().resolve("file"));

        assertThat(target.resolve("file")).hasSameBinaryContentAs(file);
    }

    @Test
    void a_link_is_replaced_by_what_is_put_and_what_it_leads_to_stays() throws IOException {
        Path kept = TestFiles.write(outside.resolve("kept"), 10, 1);
        HashCode before = TestFiles.sha256(kept);
        Files.createDirectories(disk.resolve("base"));
        Files.createSymbolicLink(disk.resolve("base/file"), kept);
        Path file = TestFiles.write(disk.resolve("new"), 10, 2);

        store.put(file, TestFiles.sha256(file), base().resolve("file"));

        assertThat(disk.resolve("base/file")).isRegularFile().hasSameBinaryContentAs(file);
        assertThat(Files.isSymbolicLink(disk.resolve("base/file"))).isFalse();
        assertThat(TestFiles.sha256(kept)).isEqualTo(before);
    }

    @Test
    void deleting_removes_links_and_not_what_they_lead_to() throws IOException {
        Path kept = TestFiles.write(outside.resolve("kept"), 10, 1);
        Path run = Files.createDirectories(disk.resolve("base/runs/1"));
        Files.createSymbolicLink(run.resolve("folder"), outside);
        Files.createSymbolicLink(run.resolve("file"), kept);
        Files.createSymbolicLink(run.resolve("dangling"), outside.resolve("missing"));

        assertThat(store.delete(base().resolve("runs/1"))).isEqualTo(Deletion.DELETED);

        assertThat(run).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void a_link_that_leads_nowhere_is_deleted() throws IOException {
        Path link = Files.createDirectories(disk.resolve("base")).resolve("link");
        Files.createSymbolicLink(link, outside.resolve("missing"));

        assertThat(store.delete(base().resolve("link"))).isEqualTo(Deletion.DELETED);
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void folders_that_were_made_read_only_are_deleted() throws IOException {
        Path folder = Files.createDirectories(disk.resolve("base/runs/1/read/only"));
        TestFiles.write(folder.resolve("file"), 10, 1);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("---------"));

        assertThat(store.delete(base().resolve("runs/1"))).isEqualTo(Deletion.DELETED);

        assertThat(disk.resolve("base/runs/1")).doesNotExist();
    }

    @Test
    void a_part_of_a_killed_process_is_not_listed_and_goes_with_its_folder() throws IOException {
        Path run = Files.createDirectories(disk.resolve("base/runs/1"));
        TestFiles.write(run.resolve(".dyndeps-part-1"), 10, 1);

        assertThat(store.list(base().resolve("runs/1"))).isEmpty();
        assertThat(store.delete(base().resolve("runs/1"))).isEqualTo(Deletion.DELETED);
        assertThat(run).doesNotExist();
    }

    @Test
    void a_part_goes_when_a_file_is_put_beside_it_a_day_later_and_not_before() throws IOException {
        long now = System.currentTimeMillis();
        Path old = TestFiles.write(disk.resolve("base/.dyndeps-part-1"), 10, 1);
        Files.setLastModifiedTime(old, FileTime.fromMillis(now - 25 * 3_600_000));
        Path young = TestFiles.write(disk.resolve("base/.dyndeps-part-2"), 10, 1);
        Files.setLastModifiedTime(young, FileTime.fromMillis(now - 23 * 3_600_000));
        Path file = TestFiles.write(outside.resolve("file"), 10, 1);

        store.put(file, TestFiles.sha256(file), base().resolve("file"));

        assertThat(disk.resolve("base")).isDirectoryNotContaining("glob:**/.dyndeps-part-1");
        assertThat(young).exists();
    }

    @Test
    void a_full_disk_is_a_clear_error_and_leaves_what_was_there() throws Exception {
        Path small = TestFiles.write(outside.resolve("small"), 100_000, 1);
        Path large = TestFiles.write(outside.resolve("large"), 2 << 20, 2);
        try (SmallDisk full = SmallDisk.mount(disk)) {
            store.put(small, TestFiles.sha256(small), base().resolve("file"));

            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> store.put(large, TestFiles.sha256(large), base().resolve("file")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                    .satisfies(e -> assertThat(e.what()).containsIgnoringCase("no space left on device"));

            assertThat(full.folder().resolve("base/file")).hasSameBinaryContentAs(small);
            assertThat(full.folder().resolve("base")).isDirectoryNotContaining(path -> !path.endsWith("file"));
        }
    }

    @Test
    void a_full_disk_here_is_a_clear_error_and_leaves_what_was_there() throws Exception {
        Path large = TestFiles.write(outside.resolve("large"), 2 << 20, 2);
        StorePath stored = StorePath.of(outside.resolve("stored").toString());
        store.put(large, TestFiles.sha256(large), stored);
        try (SmallDisk full = SmallDisk.mount(disk)) {
            Path here = Files.writeString(full.folder().resolve("here"), "before");

            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> store.get(stored, here))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE));

            assertThat(here).hasContent("before");
            assertThat(full.folder()).isDirectoryNotContaining(path -> !path.endsWith("here"));
        }
    }

    @Test
    void a_read_only_disk_is_a_clear_error() throws Exception {
        Path file = TestFiles.write(outside.resolve("file"), 10, 1);
        try (SmallDisk readOnly = SmallDisk.mount(disk)) {
            store.put(file, TestFiles.sha256(file), base().resolve("there"));
            readOnly.makeReadOnly();

            assertThat(store.put(file, TestFiles.sha256(file), base().resolve("there")))
                    .isEqualTo(Put.ALREADY_THERE);
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> store.put(file, TestFiles.sha256(file), base().resolve("new")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE));
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> store.delete(base().resolve("there")))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE));
        }
    }

    @Test
    void whenever_a_process_is_killed_its_files_are_whole_or_not_there() throws Exception {
        Path one = TestFiles.write(outside.resolve("one"), 3_000_000, 1);
        Path other = TestFiles.write(outside.resolve("other"), 3_000_001, 2);
        ImmutableSet<HashCode> whole = ImmutableSet.of(TestFiles.sha256(one), TestFiles.sha256(other));
        Random random = new Random(42);
        int parts = 0;
        for (int kill = 0; kill < 12; kill++) {
            try (ChildJvm child = ChildJvm.start(PutInALoop.class, one, other, base())) {
                child.line();
                child.killAfter(random.nextInt(30_000));
            }
            for (Stat listed : store.list(base())) {
                Path got = outside.resolve("got");
                store.get(listed.path(), got);
                assertThat(whole).contains(TestFiles.sha256(got));
            }
            parts += countParts();
        }
        assertThat(parts).as("kills that met a file half-way").isPositive();

        store.delete(base());

        assertThat(disk).isEmptyDirectory();
    }

    private int countParts() throws IOException {
        try (Stream<Path> files = Files.list(disk.resolve("base"))) {
            return (int) files.filter(PartFile::isPart).count();
        }
    }

    /** Puts two files under one path in turns, and under a new one each time, until it is killed. */
    static final class PutInALoop {
        private PutInALoop() {}

        public static void main(String[] args) throws IOException {
            FolderStore store = new FolderStore();
            StorePath base = StorePath.of(args[2]);
            HashCode[] digests = {TestFiles.sha256(Path.of(args[0])), TestFiles.sha256(Path.of(args[1]))};
            for (int n = 0; ; n++) {
                Path file = Path.of(args[n % 2]);
                store.put(file, digests[n % 2], base.resolve("same"));
                store.put(file, digests[n % 2], base.resolve("new" + n % 7));
                System.out.println(n);
            }
        }
    }
}
