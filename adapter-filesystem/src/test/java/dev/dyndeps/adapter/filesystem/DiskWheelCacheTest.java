package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.port.WheelhouseCache;
import dev.dyndeps.testkit.Threads;
import dev.dyndeps.testkit.WheelhouseCacheContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskWheelCacheTest extends WheelhouseCacheContract {
    private static final String NAME = "demo-1.0-py3-none-any.whl";
    private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_700_000_000_000L);

    @TempDir
    Path disk;

    @TempDir
    Path given;

    @Override
    protected WheelhouseCache cache() {
        return cache(disk);
    }

    private static DiskWheelCache cache(Path root) {
        return new DiskWheelCache(root.resolve("wheels"), new TempWorkspaces(root.resolve("tmp")));
    }

    private DiskWheelCache cacheAfterBoot(String bootId) {
        return new DiskWheelCache(
                disk.resolve("wheels"), new TempWorkspaces(disk.resolve("tmp")), new HashStamp(Optional.of(bootId)));
    }

    @Test
    void a_wheel_stands_under_its_digest_with_its_own_name() throws IOException {
        Path file = TestFiles.write(given.resolve(NAME), 10, 1);
        String digest = TestFiles.sha256(file).toString();

        assertThat(cache().keep(TestFiles.sha256(file), file))
                .isEqualTo(disk.resolve("wheels")
                        .resolve(digest.substring(0, 2))
                        .resolve(digest)
                        .resolve(NAME));
    }

    @Test
    void a_wheel_on_the_same_file_system_is_linked() throws IOException {
        Path file = TestFiles.write(given.resolve(NAME), 10, 1);

        Path kept = cache().keep(TestFiles.sha256(file), file);

        assertThat(Files.isSameFile(kept, file)).isTrue();
    }

    @Test
    void a_wheel_on_another_file_system_is_copied() throws IOException {
        assumeTrue(Files.isWritable(OTHER_FILE_SYSTEM), "there is no " + OTHER_FILE_SYSTEM);
        Path elsewhere = Files.createTempDirectory(OTHER_FILE_SYSTEM, "given");
        try {
            Path file = TestFiles.write(elsewhere.resolve(NAME), 10, 1);
            HashCode sha256 = TestFiles.sha256(file);

            Path kept = cache().keep(sha256, file);

            assertThat(cache().find(sha256, NAME)).contains(kept);
        } finally {
            Folders.delete(elsewhere);
        }
    }

    @Test
    void keeping_leaves_no_temporary_file() throws IOException {
        Path file = TestFiles.write(given.resolve(NAME), 10, 1);

        cache().keep(TestFiles.sha256(file), file);

        assertThat(disk.resolve("tmp")).isEmptyDirectory();
        assertThat(wheelsBelow(disk)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden.whl", "../demo.whl", "a/demo.whl"})
    void what_is_no_file_name_is_a_mistake_of_the_caller(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache().find(Hashing.sha256().hashInt(1), name))
                .withMessageContaining(name);
    }

    @Test
    void a_link_or_folder_in_a_wheels_place_is_not_found_and_is_replaced() throws IOException {
        Path file = TestFiles.write(given.resolve(NAME), 10, 1);
        HashCode sha256 = TestFiles.sha256(file);
        Path kept = cache().keep(sha256, file);

        Files.delete(kept);
        Files.createSymbolicLink(kept, file);
        assertThat(cache().find(sha256, NAME)).isEmpty();
        assertThat(cache().keep(sha256, file)).isEqualTo(kept);
        assertThat(Files.isSymbolicLink(kept)).isFalse();

        Files.delete(kept);
        TestFiles.write(kept.resolve("file"), 10, 1);
        assertThat(cache().find(sha256, NAME)).isEmpty();
        assertThat(cache().keep(sha256, file)).isEqualTo(kept).isRegularFile();
    }

    @Test
    void a_wheel_that_was_found_whole_is_not_hashed_again() throws IOException {
        Path kept = keepOld();
        HashCode sha256 = HashCode.fromString(digestIn(kept));
        assertThat(cache().find(sha256, NAME)).isPresent();

        changeSecretly(kept);

        assertThat(cache().find(sha256, NAME)).contains(kept);
    }

    @Test
    void a_wheel_is_hashed_again_after_the_machine_was_started_again() throws IOException {
        Path kept = keepOld();
        HashCode sha256 = HashCode.fromString(digestIn(kept));
        assertThat(cacheAfterBoot("first").find(sha256, NAME)).isPresent();

        changeSecretly(kept);

        assertThat(cacheAfterBoot("first").find(sha256, NAME)).isPresent();
        assertThat(cacheAfterBoot("second").find(sha256, NAME)).isEmpty();
    }

    @Test
    void a_wheel_that_was_written_to_after_it_was_found_whole_is_not_found() throws IOException {
        Path kept = keepOld();
        HashCode sha256 = HashCode.fromString(digestIn(kept));
        assertThat(cache().find(sha256, NAME)).isPresent();

        Files.write(kept, Files.readAllBytes(TestFiles.write(given.resolve("other"), 1000, 2)));

        assertThat(cache().find(sha256, NAME)).isEmpty();
    }

    @Test
    void a_wheel_that_changed_just_now_is_hashed_each_time() throws IOException {
        Path file = TestFiles.write(given.resolve(NAME), 1000, 1);
        HashCode sha256 = TestFiles.sha256(file);
        Path kept = cache().keep(sha256, file);
        Files.setLastModifiedTime(kept, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        FileTime now = Files.getLastModifiedTime(kept);
        assertThat(cache().find(sha256, NAME)).isPresent();

        Files.write(kept, Files.readAllBytes(TestFiles.write(given.resolve("other"), 1000, 2)));
        Files.setLastModifiedTime(kept, now);

        assertThat(cache().find(sha256, NAME)).isEmpty();
    }

    /** Keeps a wheel that last changed long ago. */
    private Path keepOld() throws IOException {
        Path file = TestFiles.write(given.resolve(NAME), 1000, 1);
        Files.setLastModifiedTime(file, LONG_AGO);
        return cache().keep(TestFiles.sha256(file), file);
    }

    /** Changes a file as no program does by accident: the time of change is set back. */
    private static void changeSecretly(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[0] ^= 1;
        Files.write(file, content);
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    @Test
    void a_full_cache_keeps_nothing_and_says_where_the_wheel_is() throws Exception {
        Path file = TestFiles.write(given.resolve(NAME), 2 << 20, 1);
        HashCode sha256 = TestFiles.sha256(file);
        try (SmallDisk full = SmallDisk.mount(disk)) {
            assertThat(cache(full.folder()).keep(sha256, file)).isEqualTo(file);

            assertThat(cache(full.folder()).find(sha256, NAME)).isEmpty();
            assertThat(wheelsBelow(full.folder())).isEmpty();
        }
    }

    @Test
    void a_read_only_cache_keeps_nothing_and_gives_what_it_has() throws Exception {
        Path there = TestFiles.write(given.resolve(NAME), 1000, 1);
        Files.setLastModifiedTime(there, LONG_AGO);
        Path file = TestFiles.write(given.resolve("new-1-py3-none-any.whl"), 1000, 2);
        try (SmallDisk readOnly = SmallDisk.mount(disk)) {
            Path kept = cache(readOnly.folder()).keep(TestFiles.sha256(there), there);
            readOnly.makeReadOnly();

            assertThat(cache(readOnly.folder()).find(TestFiles.sha256(there), NAME))
                    .contains(kept);
            assertThat(cache(readOnly.folder()).keep(TestFiles.sha256(file), file))
                    .isEqualTo(file);
        }
    }

    @Test
    void a_file_in_place_of_the_cache_keeps_nothing() throws IOException {
        Path file = TestFiles.write(given.resolve(NAME), 10, 1);
        Files.writeString(disk.resolve("wheels"), "a file");

        assertThat(cache().keep(TestFiles.sha256(file), file)).isEqualTo(file);
        assertThat(cache().find(TestFiles.sha256(file), NAME)).isEmpty();
    }

    @Test
    void whenever_a_process_is_killed_a_wheel_is_whole_or_not_there() throws Exception {
        assumeTrue(Files.isWritable(OTHER_FILE_SYSTEM), "there is no " + OTHER_FILE_SYSTEM + " to copy from");
        Path elsewhere = Files.createTempDirectory(OTHER_FILE_SYSTEM, "given");
        try {
            for (int n = 0; n < 4; n++) {
                TestFiles.write(elsewhere.resolve("demo-" + n + "-py3-none-any.whl"), 8_000_000, n);
            }
            Random random = new Random(42);
            int halfWay = 0;
            for (int kill = 0; kill < 12; kill++) {
                try (ChildJvm child = ChildJvm.start(KeepInALoop.class, elsewhere, disk)) {
                    child.line();
                    child.line(); // its classes are loaded
                    child.killAfter(random.nextInt(15_000));
                }
                halfWay += wheelsBelow(disk.resolve("tmp")).isEmpty() ? 0 : 1;
                for (Path kept : wheelsBelow(disk.resolve("wheels"))) {
                    assertThat(TestFiles.sha256(kept)).hasToString(digestIn(kept));
                }
            }
            assertThat(halfWay).as("kills that met a wheel half-way").isPositive();

            Path file = TestFiles.write(given.resolve(NAME), 10, 1);
            cache().keep(TestFiles.sha256(file), file);

            assertThat(disk.resolve("tmp")).isEmptyDirectory();
        } finally {
            Folders.delete(elsewhere);
        }
    }

    @Test
    void sixteen_threads_of_four_processes_that_keep_the_same_wheels_all_get_them_whole() throws Exception {
        for (int n = 0; n < 3; n++) {
            TestFiles.write(given.resolve("demo-" + n + "-py3-none-any.whl"), 1_000_000, n);
        }
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (int n = 0; n < 4; n++) {
                children.add(ChildJvm.start(KeepAtOnce.class, given, disk));
            }
            for (ChildJvm child : children) {
                assertThat(child.await()).isZero();
            }
        } finally {
            children.forEach(ChildJvm::close);
        }

        assertThat(wheelsBelow(disk.resolve("wheels")))
                .hasSize(3)
                .allSatisfy(kept -> assertThat(TestFiles.sha256(kept)).hasToString(digestIn(kept)));
        assertThat(disk.resolve("tmp")).isEmptyDirectory();
    }

    /** The digest that a wheel's place in the cache stands for. */
    private static String digestIn(Path kept) {
        return Folders.of(kept).getFileName().toString();
    }

    private static List<Path> wheelsBelow(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return ImmutableList.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl")).toList();
        }
    }

    /** Keeps all wheels of a folder again and again, forgetting them each time, until it is killed. */
    static final class KeepInALoop {
        private KeepInALoop() {}

        public static void main(String[] args) throws IOException {
            Path root = Path.of(args[1]);
            DiskWheelCache cache = cache(root);
            Map<Path, HashCode> wheels = new TreeMap<>();
            for (Path wheel : wheelsBelow(Path.of(args[0]))) {
                wheels.put(wheel, TestFiles.sha256(wheel));
            }
            while (true) {
                System.out.println("keeping");
                wheels.forEach((wheel, sha256) -> cache.keep(sha256, wheel));
                Folders.delete(root.resolve("wheels"));
            }
        }
    }

    /** Keeps all wheels of a folder in four threads at once and fails if one is not whole. */
    static final class KeepAtOnce {
        private KeepAtOnce() {}

        public static void main(String[] args) throws IOException {
            DiskWheelCache cache = cache(Path.of(args[1]));
            for (Path wheel : wheelsBelow(Path.of(args[0]))) {
                HashCode sha256 = TestFiles.sha256(wheel);
                for (Path kept : Threads.atOnce(4, n -> cache.keep(sha256, wheel))) {
                    if (!TestFiles.sha256(kept).equals(sha256) || kept.startsWith(args[0])) {
                        throw new AssertionError(kept + " is not the kept wheel");
                    }
                }
            }
        }
    }
}
