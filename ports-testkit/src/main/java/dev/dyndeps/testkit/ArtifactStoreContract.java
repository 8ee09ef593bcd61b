package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.ArtifactStore.Deletion;
import dev.dyndeps.port.ArtifactStore.Put;
import dev.dyndeps.port.ArtifactStore.Stat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ArtifactStore} does. */
public abstract class ArtifactStoreContract {
    /** A size above the blocks that stores and copies work in. */
    private static final int LARGE = (3 << 20) + 1;

    @TempDir
    Path local;

    /** The store under test; the same one at every call within one test. */
    protected abstract ArtifactStore store();

    /** A folder of the store that nothing else uses; nothing is in it and it may not be there. */
    protected abstract StorePath base();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, LARGE})
    void a_file_comes_back_as_it_was_put(int size) throws IOException {
        Path file = file("sent", size, 1);

        assertThat(put(file, at("runs/1/file.zip"))).isEqualTo(Put.SENT);
        store().get(at("runs/1/file.zip"), local.resolve("got"));

        assertThat(local.resolve("got")).hasSameBinaryContentAs(file);
    }

    @Test
    void the_same_content_is_not_sent_twice() throws IOException {
        put(file("file", 1000, 1), at("file"));
        Stat before = store().stat(at("file")).orElseThrow();

        assertThat(put(file("file", 1000, 1), at("file"))).isEqualTo(Put.ALREADY_THERE);

        assertThat(store().stat(at("file"))).contains(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1000, 1001})
    void other_content_replaces_what_is_there(int size) throws IOException {
        put(file("old", 1000, 1), at("file"));
        Path file = file("new", size, 2);

        assertThat(put(file, at("file"))).isEqualTo(Put.SENT);

        store().get(at("file"), local.resolve("got"));
        assertThat(local.resolve("got")).hasSameBinaryContentAs(file);
    }

    @Test
    void a_file_whose_content_is_not_the_announced_one_is_refused_and_nothing_appears() throws IOException {
        Path file = file("file", 1000, 1);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> store().put(file, Hashing.sha256().hashInt(1), at("file")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_CHANGED))
                .satisfies(e -> assertThat(e.where()).isEqualTo(file.toString()));
        assertThat(store().stat(at("file"))).isEmpty();
        assertThat(store().list(base())).isEmpty();
    }

    @Test
    void a_file_that_is_not_there_cannot_be_put() {
        Path missing = local.resolve("missing");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> store().put(missing, Hashing.sha256().hashInt(1), at("file")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_MISSING))
                .satisfies(e -> assertThat(e.where()).isEqualTo(missing.toString()));
    }

    @Test
    void a_folder_is_not_replaced_by_a_file() throws IOException {
        put(file("file", 10, 1), at("folder/file"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file("other", 10, 2), at("folder")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.where()).isEqualTo(at("folder").value()));
        assertThat(store().stat(at("folder/file"))).isPresent();
    }

    @Test
    void nothing_is_put_below_a_file() throws IOException {
        put(file("file", 10, 1), at("file"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> put(file("other", 10, 2), at("file/below")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.where()).isEqualTo(at("file/below").value()));
    }

    @Test
    void getting_replaces_the_local_file_and_leaves_nothing_beside_it() throws IOException {
        Path file = file("sent", 1000, 1);
        put(file, at("file"));
        Path folder = Files.createDirectory(local.resolve("folder"));
        Files.writeString(folder.resolve("got"), "what was there");

        store().get(at("file"), folder.resolve("got"));

        assertThat(folder.resolve("got")).hasSameBinaryContentAs(file);
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("got"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder/missing", "missing/missing", "folder"})
    void what_is_no_file_cannot_be_got(String path) throws IOException {
        put(file("file", 10, 1), at("folder/file"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> store().get(at(path), local.resolve("got")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_MISSING))
                .satisfies(e -> assertThat(e.where()).isEqualTo(at(path).value()));
        assertThat(local.resolve("got")).doesNotExist();
    }

    @Test
    void a_file_has_its_size() throws IOException {
        put(file("file", 1234, 1), at("folder/file"));

        assertThat(store().stat(at("folder/file"))).hasValueSatisfying(stat -> {
            assertThat(stat.path()).isEqualTo(at("folder/file"));
            assertThat(stat.folder()).isFalse();
            assertThat(stat.size()).isEqualTo(1234);
        });
    }

    @Test
    void the_folders_on_the_way_are_made() throws IOException {
        put(file("file", 10, 1), at("a/b/file"));

        assertThat(store().stat(at("a/b"))).hasValueSatisfying(stat -> {
            assertThat(stat.path()).isEqualTo(at("a/b"));
            assertThat(stat.folder()).isTrue();
            assertThat(stat.size()).isZero();
        });
    }

    @Test
    void nothing_is_where_nothing_was_put() throws IOException {
        put(file("file", 10, 1), at("file"));

        assertThat(store().stat(at("missing"))).isEmpty();
        assertThat(store().stat(at("missing/missing"))).isEmpty();
        assertThat(store().stat(at("file/missing"))).isEmpty();
    }

    @Test
    void a_folder_lists_what_is_directly_in_it_sorted_by_path() throws IOException {
        put(file("file", 3, 1), at("c"));
        put(file("file", 2, 1), at("a/deep/file"));
        put(file("file", 1, 1), at("b"));

        assertThat(store().list(base()))
                .extracting(stat -> stat.path().name(), Stat::folder, Stat::size)
                .containsExactly(tuple("a", true, 0L), tuple("b", false, 1L), tuple("c", false, 3L));
        assertThat(store().list(base()))
                .allSatisfy(listed -> assertThat(store().stat(listed.path())).contains(listed));
    }

    @Test
    void nothing_is_listed_in_what_is_no_folder() throws IOException {
        put(file("file", 10, 1), at("file"));

        assertThat(store().list(at("missing"))).isEmpty();
        assertThat(store().list(at("file"))).isEmpty();
    }

    @Test
    void a_folder_is_deleted_with_all_that_is_in_it_and_nothing_else() throws IOException {
        put(file("file", 10, 1), at("runs/1/file"));
        put(file("file", 10, 1), at("runs/1/deep/er/file"));
        put(file("file", 10, 1), at("runs/10/file"));

        assertThat(store().delete(at("runs/1"))).isEqualTo(Deletion.DELETED);

        assertThat(store().stat(at("runs/1"))).isEmpty();
        assertThat(store().stat(at("runs/1/deep/er/file"))).isEmpty();
        assertThat(store().list(at("runs"))).extracting(Stat::path).containsExactly(at("runs/10"));
        assertThat(store().stat(at("runs/10/file"))).isPresent();
    }

    @Test
    void a_file_is_deleted_alone() throws IOException {
        put(file("file", 10, 1), at("file"));
        put(file("file", 10, 1), at("file2"));

        assertThat(store().delete(at("file"))).isEqualTo(Deletion.DELETED);

        assertThat(store().list(base())).extracting(Stat::path).containsExactly(at("file2"));
    }

    @Test
    void deleting_what_is_not_there_is_no_error() throws IOException {
        put(file("file", 10, 1), at("runs/1/file"));

        assertThat(store().delete(at("runs/2"))).isEqualTo(Deletion.WAS_NOT_THERE);
        assertThat(store().delete(at("runs/1"))).isEqualTo(Deletion.DELETED);
        assertThat(store().delete(at("runs/1"))).isEqualTo(Deletion.WAS_NOT_THERE);
    }

    @Test
    void many_may_delete_one_folder_at_once() throws IOException {
        for (int n = 0; n < 50; n++) {
            put(file("file", 10, n), at("runs/1/" + n % 5 + "/" + n));
        }

        ImmutableList<Deletion> deletions = Threads.atOnce(8, n -> store().delete(at("runs/1")));

        assertThat(deletions).hasSize(8).contains(Deletion.DELETED);
        assertThat(store().stat(at("runs/1"))).isEmpty();
    }

    @Test
    void who_reads_while_others_put_gets_one_of_the_files_whole() throws IOException {
        ImmutableList<Path> files = ImmutableList.of(
                file("0", LARGE, 0), file("1", 100_000, 1), file("2", LARGE, 2), file("3", LARGE + 1, 3));
        put(files.get(0), at("file"));

        ImmutableList<HashCode> seen = Threads.atOnce(8, n -> {
            if (n < 4) {
                put(files.get(n), at("file"));
                return sha256(files.get(n));
            }
            Path got = local.resolve("got" + n);
            store().get(at("file"), got);
            return sha256(got);
        });

        assertThat(seen)
                .isSubsetOf(files.stream().map(ArtifactStoreContract::sha256).toList());
        assertThat(store().list(base())).extracting(Stat::path).containsExactly(at("file"));
    }

    private StorePath at(String path) {
        return base().resolve(path);
    }

    private Put put(Path file, StorePath path) {
        return store().put(file, sha256(file), path);
    }

    private Path file(String name, int size, int seed) throws IOException {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return Files.write(local.resolve(name), content);
    }

    private static HashCode sha256(Path file) {
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
