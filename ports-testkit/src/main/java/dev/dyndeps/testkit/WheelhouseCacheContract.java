package dev.dyndeps.testkit;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.wheelhouse.Completeness;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.Origin;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter.Written;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import dev.dyndeps.port.WheelhouseCache;
import dev.dyndeps.port.WheelhouseCache.KeptWheelhouse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelhouseCache} does. */
public abstract class WheelhouseCacheContract {
    protected static final HashCode KEY = Hashing.sha256().hashInt(1);
    private static final HashCode OTHER = Hashing.sha256().hashInt(2);

    @TempDir
    protected Path outside;

    /** The caches under test; the same ones, empty at first, at every call within one test. */
    protected abstract WheelhouseCache cache();

    protected abstract WheelCache wheels();

    /** Where the cache of wheels has its file of a wheel that was kept. */
    protected abstract Path place(HashCode sha256, String fileName);

    @Test
    void what_was_not_kept_is_not_made() {
        keep(OTHER, "1.0");

        assertThat(find(KEY)).isEmpty();
    }

    @Test
    void what_was_kept_is_made_again_byte_by_byte() {
        Made made = keep(KEY, "1.0");

        KeptWheelhouse kept = find(KEY).orElseThrow();
        Path out = outside.resolve("out").resolve("again.zip");

        assertThat(kept.manifest()).isEqualTo(made.manifest);
        assertThat(kept.manifest().digest()).isEqualTo(made.manifest.digest());
        assertThat(kept.write(out)).isEqualTo(new Written(out, made.bytes.length, made.sha256));
        assertThat(out).hasBinaryContent(made.bytes);
    }

    @Test
    void it_is_a_file_of_its_own_that_its_owner_may_change() throws IOException {
        Made made = keep(KEY, "1.0");
        Path first = rebuild(KEY);

        Files.writeString(first, "mine");

        assertThat(rebuild(KEY)).hasBinaryContent(made.bytes);
    }

    @Test
    void it_needs_none_of_the_files_that_were_given() throws IOException {
        Made made = keep(KEY, "1.0");
        Files.delete(made.file);

        assertThat(rebuild(KEY)).hasBinaryContent(made.bytes);
    }

    @Test
    void two_keys_are_two_wheelhouses() {
        Made one = keep(KEY, "1.0");
        Made other = keep(OTHER, "2.0");

        assertThat(rebuild(KEY)).hasBinaryContent(one.bytes);
        assertThat(rebuild(OTHER)).hasBinaryContent(other.bytes);
    }

    @Test
    void what_was_kept_last_under_a_key_is_made() {
        keep(KEY, "1.0");
        Made second = keep(KEY, "2.0");

        assertThat(rebuild(KEY)).hasBinaryContent(second.bytes);
    }

    @Test
    void without_one_of_its_wheels_nothing_is_made() throws IOException {
        Made made = keep(KEY, "1.0");
        Files.delete(place(made.wheel.sha256(), made.wheel.contents().name().fileName()));

        assertThat(find(KEY)).isEmpty();
    }

    @Test
    void a_damaged_wheel_gets_into_no_wheelhouse() throws IOException {
        Made made = keep(KEY, "1.0");
        Path kept = place(made.wheel.sha256(), made.wheel.contents().name().fileName());
        byte[] bytes = Files.readAllBytes(kept);
        bytes[bytes.length / 2] ^= 1;
        Files.write(kept, bytes);

        assertThat(find(KEY)).isEmpty();
    }

    @Test
    void many_at_once_all_make_it_whole() {
        Made made = keep(KEY, "1.0");
        WheelhouseCache cache = cache();

        assertThat(Threads.atOnce(
                        8,
                        n -> cache.find(KEY, outside.resolve("temp" + n))
                                .orElseThrow()
                                .write(outside.resolve("out" + n))))
                .allSatisfy(written -> assertThat(written.file()).hasBinaryContent(made.bytes));
    }

    protected final Optional<KeptWheelhouse> find(HashCode key) {
        return cache().find(key, outside.resolve("temp"));
    }

    /** Makes it again and says where. */
    protected final Path rebuild(HashCode key) {
        KeptWheelhouse kept = find(key).orElseThrow();
        return kept.write(outside.resolve("out").resolve(kept.manifest().digest12()))
                .file();
    }

    /** Makes a wheelhouse of one wheel, as a stored zip, and keeps both. */
    protected final Made keep(HashCode key, String version) {
        LocalWheel demo = wheel("demo", version).file("demo.py", "x = 1\n").local(outside.resolve(version));
        wheels().keep(demo.file(), demo.contents());
        Manifest manifest = manifest(demo);
        ZipPlan plan = plan(manifest, demo);
        Path file = outside.resolve(version + ".wheelhouse.zip");
        byte[] bytes = zip(plan, demo, file);
        HashCode sha256 = Hashing.sha256().hashBytes(bytes);
        cache().keep(key, manifest, plan, new Written(file, bytes.length, sha256));
        return new Made(demo, manifest, file, bytes, sha256);
    }

    private static Manifest manifest(LocalWheel wheel) {
        return Manifest.of(
                TargetRuntime.parse("dbr-14.3"),
                Hashing.sha256().hashInt(3),
                Hashing.sha256().hashInt(4),
                Format.MIXED,
                ImmutableList.of(new Manifest.Entry(
                        wheel.contents(),
                        new Origin(
                                Origin.Kind.BUILT,
                                "src",
                                "pip 1",
                                Optional.of(Hashing.sha256().hashInt(5))))),
                ImmutableSet.of(wheel.contents().name().name()),
                Completeness.of(
                        ImmutableList.of(),
                        ImmutableList.of(wheel.contents().name().name()),
                        ImmutableMap.of(
                                wheel.contents().name().name(), wheel.contents().metadata()),
                        TargetRuntime.parse("dbr-14.3")),
                ImmutableList.of("a warning: ü"));
    }

    private static ZipPlan plan(Manifest manifest, LocalWheel wheel) {
        return new ZipPlan(ImmutableList.of(
                new ZipPlan.Folder("demo/"),
                new ZipPlan.Text("demo/ü.py", "a stub: ü\n"),
                new ZipPlan.Text(Manifest.FILE, manifest.json()),
                new ZipPlan.Content(
                        "wheels/" + wheel.contents().name().fileName(),
                        wheel.sha256().toString(),
                        wheel.contents().size(),
                        false,
                        OptionalLong.of(wheel.contents().crc32()))));
    }

    private static byte[] zip(ZipPlan plan, LocalWheel wheel, Path file) {
        try {
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (ZipPlan.Entry planned : plan.entries()) {
                    byte[] bytes = planned instanceof ZipPlan.Text text
                            ? text.text().getBytes(StandardCharsets.UTF_8)
                            : planned instanceof ZipPlan.Content ? Files.readAllBytes(wheel.file()) : new byte[0];
                    ZipEntry entry = new ZipEntry(planned.path());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setTime(1_700_000_000_000L);
                    entry.setSize(bytes.length);
                    entry.setCrc(Hashing.crc32().hashBytes(bytes).padToLong());
                    zip.putNextEntry(entry);
                    zip.write(bytes);
                }
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A wheelhouse and what it was made of. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    protected record Made(LocalWheel wheel, Manifest manifest, Path file, byte[] bytes, HashCode sha256) {}
}
