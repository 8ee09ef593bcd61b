package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ArchiveWriter.Written;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.WheelhouseCache;
import dev.dyndeps.port.WheelhouseCache.KeptWheelhouse;
import dev.dyndeps.testkit.WheelhouseCacheContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWheelhouseCacheTest extends WheelhouseCacheContract {
    @TempDir
    Path disk;

    @Override
    protected DiskWheelCache wheels() {
        return new DiskWheelCache(disk.resolve("wheels"), new TempWorkspaces(disk.resolve("tmp")), WholeReader.NEVER);
    }

    @Override
    protected WheelhouseCache cache() {
        return new DiskWheelhouseCache(disk.resolve("wheelhouses"), wheels());
    }

    @Override
    protected Path place(HashCode sha256, String fileName) {
        String digits = sha256.toString();
        return disk.resolve("wheels")
                .resolve(digits.substring(0, 2))
                .resolve(digits)
                .resolve(fileName);
    }

    private Path recipe() {
        String digits = KEY.toString();
        return disk.resolve("wheelhouses").resolve(digits.substring(0, 2)).resolve(digits);
    }

    @Test
    void the_bytes_of_its_wheels_are_kept_once() throws IOException {
        Made made = keep(KEY, "1.0");

        assertThat(Files.size(recipe())).isLessThan(made.bytes().length + 1_000L);
        assertThat(Files.readString(recipe(), StandardCharsets.ISO_8859_1)).doesNotContain("demo.py");
    }

    @Test
    void a_damaged_recipe_is_as_good_as_none_and_is_replaced() throws IOException {
        Made made = keep(KEY, "1.0");
        byte[] bytes = Files.readAllBytes(recipe());
        Random random = new Random(7);
        for (int n = 0; n < 100; n++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(recipe(), damaged);
            assertThat(find(KEY)).isEmpty();
        }
        Files.write(recipe(), new byte[0]);
        assertThat(find(KEY)).isEmpty();

        keep(KEY, "1.0");

        assertThat(rebuild(KEY)).hasBinaryContent(made.bytes());
    }

    @Test
    void where_it_cannot_be_written_the_user_is_told_and_nothing_is_left() throws IOException {
        keep(KEY, "1.0");
        Files.writeString(outside.resolve("out"), "a file in the way");

        assertThatThrownBy(() -> rebuild(KEY)).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.OUTPUT_UNWRITABLE);
            assertThat(error.where()).startsWith(outside.resolve("out").toString());
        });
    }

    @Test
    void a_full_disk_is_told_and_no_part_of_the_wheelhouse_is_left() throws Exception {
        keep(KEY, "1.0");
        Path small = Files.createDirectories(outside.resolve("out"));
        try (SmallDisk full = SmallDisk.mount(small)) {
            fill(full.folder());

            assertThatThrownBy(() -> rebuild(KEY)).hasMessageContaining(Code.OUTPUT_UNWRITABLE.name());

            assertThat(small).isDirectoryNotContaining(file -> !file.endsWith("full"));
        }
    }

    private static void fill(Path folder) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(folder.resolve("full"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    @Test
    void an_interruption_leaves_no_part_of_it() {
        keep(KEY, "1.0");

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> rebuild(KEY)).isInstanceOf(Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outside.resolve("out")).isEmptyDirectory();
    }

    @Test
    void whenever_a_process_is_killed_a_recipe_is_whole_or_not_there() throws Exception {
        Random random = new Random(42);
        int made = 0;
        for (int kill = 0; kill < 8; kill++) {
            try (ChildJvm child = ChildJvm.start(KeepInALoop.class, outside, disk)) {
                child.line();
                child.line(); // its classes are loaded
                child.killAfter(random.nextInt(10_000));
            }
            Optional<KeptWheelhouse> kept = find(KEY);
            if (kept.isPresent()) {
                made++;
                Written written = kept.get().write(outside.resolve("again"));
                assertThat(TestFiles.sha256(written.file())).isEqualTo(written.sha256());
            }
        }
        assertThat(made).as("kills after which there was a recipe").isPositive();
    }

    /** Keeps a wheelhouse again and again until it is killed. */
    static final class KeepInALoop extends DiskWheelhouseCacheTest {
        private KeepInALoop(Path outside, Path disk) {
            this.outside = outside;
            this.disk = disk;
        }

        public static void main(String[] args) throws IOException {
            KeepInALoop loop = new KeepInALoop(Path.of(args[0]), Path.of(args[1]));
            for (int n = 0; ; n++) {
                System.out.println("keeping");
                loop.keep(KEY, "1." + n % 3);
            }
        }
    }
}
