package dev.dyndeps.adapter.filesystem;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelCache.KeptWheel;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import dev.dyndeps.testkit.Threads;
import dev.dyndeps.testkit.WheelCacheContract;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskWheelCacheTest extends WheelCacheContract {
    private static final WheelMaker DEMO = wheel("demo", "1.0").file("demo.py", "x = 1\n".repeat(200));
    private static final Path OTHER_FILE_SYSTEM = Path.of("/dev/shm");

    /** Nothing has to be read again. */
    @TempDir
    Path disk;

    @TempDir
    Path given;

    @Override
    protected DiskWheelCache cache() {
        return cache(disk);
    }

    @Override
    protected Path place(HashCode sha256, String fileName) {
        String digits = sha256.toString();
        return disk.resolve("wheels")
                .resolve(digits.substring(0, 2))
                .resolve(digits)
                .resolve(fileName);
    }

    private static DiskWheelCache cache(Path root) {
        return cache(root, WholeReader.NEVER);
    }

    private static DiskWheelCache cache(Path root, WholeReader reader) {
        return new DiskWheelCache(root.resolve("wheels"), new TempWorkspaces(root.resolve("tmp")), reader);
    }

    private DiskWheelCache cacheAfterBoot(String bootId) {
        return new DiskWheelCache(
                disk.resolve("wheels"),
                new TempWorkspaces(disk.resolve("tmp")),
                WholeReader.NEVER,
                new FileSeal(Optional.of(bootId)));
    }

    private Path place(LocalWheel wheel) {
        return place(wheel.sha256(), wheel.contents().name().fileName());
    }

    private LocalWheel kept() {
        LocalWheel demo = DEMO.local(given);
        cache().keep(demo.file(), demo.contents());
        return demo;
    }

    private Optional<KeptWheel> find(WheelCache cache, LocalWheel wheel) {
        return cache.find(wheel.sha256(), wheel.contents().name().fileName(), disk.resolve("mine"));
    }

    /** Reads one wheel and counts how often. */
    private static WholeReader reading(LocalWheel wheel, AtomicInteger times) {
        return file -> {
            times.incrementAndGet();
            try {
                if (TestFiles.sha256(file).equals(wheel.sha256())) {
                    return wheel.contents();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new UserError(Code.WHEEL_RECORD, file.toString(), "it is damaged", "Fetch it again");
        };
    }

    @Test
    void a_wheel_stands_under_its_digest_with_its_own_name() {
        assertThat(place(kept())).hasBinaryContent(DEMO.bytes());
    }

    @Test
    void a_wheel_on_the_same_file_system_is_linked() throws IOException {
        LocalWheel demo = kept();

        assertThat(Files.isSameFile(place(demo), demo.file())).isTrue();
    }

    @Test
    void who_uses_a_wheel_has_a_link_to_it() throws IOException {
        LocalWheel demo = kept();

        assertThat(Files.isSameFile(
                        place(demo), find(cache(), demo).orElseThrow().file()))
                .isTrue();
    }

    @Test
    void a_wheel_on_another_file_system_is_copied_in_and_given_in_its_own_place() throws IOException {
        assumeTrue(Files.isWritable(OTHER_FILE_SYSTEM), "there is no " + OTHER_FILE_SYSTEM);
        Path elsewhere = Files.createTempDirectory(OTHER_FILE_SYSTEM, "given");
        try {
            LocalWheel demo = DEMO.local(elsewhere);

            cache().keep(demo.file(), demo.contents());

            assertThat(cache().find(demo.sha256(), DEMO.fileName(), elsewhere.resolve("mine")))
                    .contains(new KeptWheel(place(demo), demo.contents()));
        } finally {
            Folders.delete(elsewhere);
        }
    }

    @Test
    void keeping_leaves_no_temporary_file() throws IOException {
        LocalWheel demo = kept();

        assertThat(disk.resolve("tmp")).isEmptyDirectory();
        assertThat(Folders.of(place(demo)))
                .isDirectoryContaining(file -> file.equals(place(demo)))
                .isDirectoryNotContaining(PartFile::isPart);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden.whl", "../demo.whl", "a/demo.whl"})
    void what_is_no_file_name_is_a_mistake_of_the_caller(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache().find(Hashing.sha256().hashInt(1), name, given))
                .withMessageContaining(name);
    }

    @Test
    void a_link_or_folder_in_a_wheels_place_is_not_found_and_is_replaced() throws IOException {
        LocalWheel demo = kept();
        Path place = place(demo);

        Files.delete(place);
        Files.createSymbolicLink(place, demo.file());
        assertThat(find(cache(), demo)).isEmpty();
        kept();
        assertThat(Files.isSymbolicLink(place)).isFalse();
        assertThat(find(cache(), demo)).isPresent();

        Files.delete(place);
        TestFiles.write(place.resolve("file"), 10, 1);
        assertThat(find(cache(), demo)).isEmpty();
        kept();
        assertThat(find(cache(), demo)).isPresent();
    }

    @Test
    void a_wheel_that_was_kept_a_moment_ago_is_neither_hashed_nor_read_again() throws IOException {
        LocalWheel demo = kept();

        changeSecretly(place(demo));

        assertThat(find(cache(), demo)).isPresent();
        assertThat(cache().file(demo.sha256(), DEMO.fileName(), disk.resolve("mine")))
                .isPresent();
    }

    @Test
    void a_wheel_is_hashed_once_after_the_machine_was_started_again() throws IOException {
        LocalWheel demo = DEMO.local(given);
        cacheAfterBoot("first").keep(demo.file(), demo.contents());
        assertThat(find(cacheAfterBoot("second"), demo)).isPresent();

        changeSecretly(place(demo));

        assertThat(find(cacheAfterBoot("second"), demo)).isPresent();
        assertThat(find(cacheAfterBoot("third"), demo)).isEmpty();
        assertThat(cacheAfterBoot("third").file(demo.sha256(), DEMO.fileName(), disk.resolve("mine")))
                .isEmpty();
    }

    @Test
    void a_wheel_that_is_written_to_in_the_moment_after_it_was_kept_is_not_found() throws IOException {
        LocalWheel demo = kept();

        byte[] content = Files.readAllBytes(place(demo));
        content[0] ^= 1;
        Files.write(place(demo), content);

        assertThat(find(cache(), demo)).isEmpty();
        assertThat(cache().file(demo.sha256(), DEMO.fileName(), disk.resolve("mine")))
                .isEmpty();
    }

    @Test
    void a_wheel_that_was_touched_but_not_changed_is_hashed_and_found() throws IOException {
        LocalWheel demo = kept();

        Files.setLastModifiedTime(place(demo), FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));

        assertThat(find(cache(), demo)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 40, 200})
    void where_what_is_known_of_a_wheel_was_damaged_it_is_read_again_once(int at) throws IOException {
        LocalWheel demo = kept();
        Path facts = WheelFacts.beside(place(demo));
        byte[] bytes = Files.readAllBytes(facts);
        bytes[at] ^= 1;
        Files.write(facts, bytes);
        AtomicInteger times = new AtomicInteger();

        assertThat(find(cache(disk, reading(demo, times)), demo))
                .get()
                .extracting(KeptWheel::contents)
                .isEqualTo(demo.contents());
        assertThat(find(cache(disk, reading(demo, times)), demo)).isPresent();
        assertThat(times).hasValue(1);
    }

    @Test
    void where_nothing_is_known_of_a_damaged_wheel_it_is_not_found() throws IOException {
        LocalWheel demo = kept();
        Files.delete(WheelFacts.beside(place(demo)));
        Files.write(place(demo), new byte[] {1, 2, 3});

        assertThat(find(cache(disk, reading(demo, new AtomicInteger())), demo)).isEmpty();
        assertThat(disk.resolve("mine").resolve(demo.sha256().toString())).isEmptyDirectory();
    }

    @Test
    void facts_of_another_wheel_are_not_believed() throws IOException {
        LocalWheel demo = kept();
        LocalWheel other = wheel("demo", "1.0").file("other.py", "").local(given.resolve("other"));
        cache().keep(other.file(), other.contents());
        Files.copy(
                WheelFacts.beside(place(other)), WheelFacts.beside(place(demo)), StandardCopyOption.REPLACE_EXISTING);
        AtomicInteger times = new AtomicInteger();

        assertThat(find(cache(disk, reading(demo, times)), demo))
                .get()
                .extracting(KeptWheel::contents)
                .isEqualTo(demo.contents());
        assertThat(times).hasValue(1);
    }

    /** Changes a file as no program does by accident: the time of change is set back. */
    private static void changeSecretly(Path file) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        byte[] content = Files.readAllBytes(file);
        content[0] ^= 1;
        Files.write(file, content);
        Files.setLastModifiedTime(file, before);
    }

    @Test
    void a_full_cache_keeps_nothing() throws Exception {
        LocalWheel large = some(given, 1, 2 << 20).get(0);
        try (SmallDisk full = SmallDisk.mount(disk)) {
            cache(full.folder()).keep(large.file(), large.contents());

            assertThat(find(cache(full.folder()), large)).isEmpty();
            assertThat(wheelsBelow(full.folder())).isEmpty();
        }
    }

    @Test
    void a_read_only_cache_keeps_nothing_and_gives_what_it_has() throws Exception {
        LocalWheel there = DEMO.local(given);
        LocalWheel late = wheel("late", "1.0").local(given);
        try (SmallDisk readOnly = SmallDisk.mount(disk)) {
            cache(readOnly.folder()).keep(there.file(), there.contents());
            readOnly.makeReadOnly();

            assertThat(find(cache(readOnly.folder()), there)).contains(new KeptWheel(place(there), there.contents()));
            cache(readOnly.folder()).keep(late.file(), late.contents());
            assertThat(find(cache(readOnly.folder()), late)).isEmpty();
        }
    }

    @Test
    void a_file_in_place_of_the_cache_keeps_nothing() throws IOException {
        Files.writeString(disk.resolve("wheels"), "a file");

        assertThat(find(cache(), kept())).isEmpty();
    }

    @Test
    void whenever_a_process_is_killed_a_wheel_is_whole_or_not_there() throws Exception {
        assumeTrue(Files.isWritable(OTHER_FILE_SYSTEM), "there is no " + OTHER_FILE_SYSTEM + " to copy from");
        Path elsewhere = Files.createTempDirectory(OTHER_FILE_SYSTEM, "given");
        try {
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

            assertThat(find(cache(), kept())).isPresent();

            assertThat(disk.resolve("tmp")).isEmptyDirectory();
        } finally {
            Folders.delete(elsewhere);
        }
    }

    @Test
    void sixteen_threads_of_four_processes_that_keep_the_same_wheels_all_get_them_whole() throws Exception {
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (int n = 0; n < 4; n++) {
                children.add(ChildJvm.start(KeepAtOnce.class, given.resolve("" + n), disk));
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

    /** Files that pass for wheels: the cache looks at none. */
    private static List<LocalWheel> some(Path folder, int howMany, int size) throws IOException {
        List<LocalWheel> wheels = new ArrayList<>();
        for (int n = 0; n < howMany; n++) {
            LocalWheel real = wheel("demo", "" + n).local(folder.resolve("real"));
            Path file = TestFiles.write(folder.resolve(real.file().getFileName()), size, n);
            WheelContents known = real.contents();
            WheelContents contents = new WheelContents(
                    known.name(),
                    size,
                    TestFiles.sha256(file),
                    0,
                    known.metadata(),
                    known.distInfo(),
                    known.texts(),
                    known.files());
            wheels.add(new LocalWheel(file, contents.sha256(), contents, "."));
        }
        return wheels;
    }

    /** Keeps some wheels again and again, forgetting them each time, until it is killed. */
    static final class KeepInALoop {
        private KeepInALoop() {}

        public static void main(String[] args) throws IOException {
            Path root = Path.of(args[1]);
            DiskWheelCache cache = cache(root);
            List<LocalWheel> wheels = some(Path.of(args[0]), 4, 8_000_000);
            while (true) {
                System.out.println("keeping");
                wheels.forEach(wheel -> cache.keep(wheel.file(), wheel.contents()));
                Folders.delete(root.resolve("wheels"));
            }
        }
    }

    /** Keeps some wheels in four threads at once and fails if one is not found whole. */
    static final class KeepAtOnce {
        private KeepAtOnce() {}

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            Path root = Path.of(args[1]);
            for (LocalWheel wheel : some(folder, 3, 1_000_000)) {
                WheelContents contents = wheel.contents();
                List<Optional<KeptWheel>> all = Threads.atOnce(4, n -> {
                    DiskWheelCache cache = cache(root, reading(wheel, new AtomicInteger()));
                    cache.keep(wheel.file(), contents);
                    return cache.find(wheel.sha256(), contents.name().fileName(), folder.resolve("mine" + n));
                });
                for (Optional<KeptWheel> kept : all) {
                    if (!TestFiles.sha256(kept.orElseThrow().file()).equals(wheel.sha256())
                            || !kept.get().contents().equals(contents)) {
                        throw new AssertionError(kept + " is not the kept wheel");
                    }
                }
            }
        }
    }
}
