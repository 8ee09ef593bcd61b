package dev.dyndeps.testkit;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelCache.KeptWheel;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelCache} does. */
public abstract class WheelCacheContract {
    private static final WheelMaker DEMO = wheel("demo", "1.0")
            .requires("six>=1.5")
            .file("demo/__init__.py", "x = 1\n".repeat(1000))
            .distInfo("entry_points.txt", "[console_scripts]\n");

    @TempDir
    Path outside;

    @TempDir
    Path folder;

    /** The cache under test; the same one, empty at first, at every call within one test. */
    protected abstract WheelCache cache();

    /** Where the cache itself has the file of a wheel that was kept. */
    protected abstract Path place(HashCode sha256, String fileName);

    @Test
    void what_was_not_kept_is_not_found() {
        assertThat(cache().find(Hashing.sha256().hashInt(1), DEMO.fileName(), folder))
                .isEmpty();
    }

    @Test
    void what_was_kept_is_found_with_all_that_is_known_of_it() {
        LocalWheel demo = kept(DEMO);

        KeptWheel found = find(demo).orElseThrow();

        assertThat(found.contents()).isEqualTo(demo.contents());
        assertThat(found.file()).hasBinaryContent(DEMO.bytes()).hasFileName(DEMO.fileName());
    }

    @Test
    void it_is_given_as_a_file_of_the_callers_that_stays_without_the_cache() throws IOException {
        LocalWheel demo = kept(DEMO);

        Path found = find(demo).orElseThrow().file();
        Files.delete(place(demo));

        assertThat(found).startsWith(folder).hasBinaryContent(DEMO.bytes());
        assertThat(find(demo)).isEmpty();
    }

    @Test
    void it_can_be_found_again_and_again() {
        LocalWheel demo = kept(DEMO);

        assertThat(find(demo)).isEqualTo(find(demo)).isPresent();
    }

    @Test
    void it_outlives_the_file_that_was_given() throws IOException {
        LocalWheel demo = kept(DEMO);

        Files.delete(demo.file());

        assertThat(find(demo)).isPresent();
    }

    @Test
    void what_a_link_leads_to_is_kept_and_not_the_link() throws IOException {
        LocalWheel demo = DEMO.local(outside);
        Path link = Files.createSymbolicLink(outside.resolve("link"), demo.file());
        cache().keep(link, demo.contents());

        Files.delete(demo.file());

        assertThat(find(demo)).isPresent();
    }

    @Test
    void the_same_content_under_two_names_is_found_under_both() {
        LocalWheel one = kept(DEMO);
        WheelContents renamed = named("demo-1.0-1-py3-none-any.whl", one.contents());
        cache().keep(one.file(), renamed);

        assertThat(find(one)).get().extracting(KeptWheel::contents).isEqualTo(one.contents());
        assertThat(cache().find(one.sha256(), renamed.name().fileName(), folder))
                .get()
                .extracting(KeptWheel::contents)
                .isEqualTo(renamed);
    }

    @Test
    void one_name_with_two_contents_is_two_entries() {
        LocalWheel one = kept(DEMO);
        LocalWheel other = wheel("demo", "1.0").file("other.py", "").local(outside.resolve("other"));
        cache().keep(other.file(), other.contents());

        assertThat(find(one)).get().extracting(KeptWheel::contents).isEqualTo(one.contents());
        assertThat(find(other)).get().extracting(KeptWheel::contents).isEqualTo(other.contents());
    }

    @Test
    void keeping_it_again_changes_nothing() {
        LocalWheel demo = kept(DEMO);

        cache().keep(demo.file(), demo.contents());
        cache().keep(find(demo).orElseThrow().file(), demo.contents());

        assertThat(find(demo).orElseThrow().file()).hasBinaryContent(DEMO.bytes());
    }

    @Test
    void one_that_was_damaged_is_not_found() throws IOException {
        LocalWheel demo = kept(DEMO);
        assertThat(find(demo)).isPresent();

        flipAByte(place(demo));

        assertThat(find(demo)).isEmpty();
    }

    @Test
    void one_that_was_cut_short_is_not_found() throws IOException {
        LocalWheel demo = kept(DEMO);

        Files.write(place(demo), new byte[0]);

        assertThat(find(demo)).isEmpty();
    }

    @Test
    void one_that_was_damaged_is_whole_after_it_was_kept_again() throws IOException {
        LocalWheel demo = kept(DEMO);
        flipAByte(place(demo));
        Files.delete(demo.file());

        kept(DEMO);

        assertThat(find(demo).orElseThrow().file()).hasBinaryContent(DEMO.bytes());
    }

    @Test
    void sixteen_threads_that_keep_the_same_wheel_all_find_it_whole() {
        LocalWheel demo = DEMO.local(outside);
        WheelCache cache = cache();

        List<KeptWheel> found = Threads.atOnce(16, n -> {
            cache.keep(demo.file(), demo.contents());
            return cache.find(demo.sha256(), DEMO.fileName(), folder.resolve("" + n))
                    .orElseThrow();
        });

        assertThat(ImmutableList.copyOf(found))
                .hasSize(16)
                .allSatisfy(wheel -> assertThat(wheel.file()).hasBinaryContent(DEMO.bytes()));
    }

    @Test
    void threads_that_meet_a_damaged_wheel_mend_it_together() throws IOException {
        LocalWheel demo = kept(DEMO);
        WheelCache cache = cache();
        flipAByte(place(demo));
        Files.delete(demo.file());

        List<KeptWheel> found = Threads.atOnce(8, n -> {
            LocalWheel own = DEMO.local(outside.resolve("" + n));
            if (cache.find(demo.sha256(), DEMO.fileName(), folder.resolve("" + n))
                    .isEmpty()) {
                cache.keep(own.file(), own.contents());
            }
            return cache.find(demo.sha256(), DEMO.fileName(), folder.resolve("" + n))
                    .orElseThrow();
        });

        assertThat(ImmutableList.copyOf(found))
                .hasSize(8)
                .allSatisfy(wheel -> assertThat(wheel.file()).hasBinaryContent(DEMO.bytes()));
    }

    private LocalWheel kept(WheelMaker maker) {
        LocalWheel wheel = maker.local(outside);
        cache().keep(wheel.file(), wheel.contents());
        return wheel;
    }

    private Optional<KeptWheel> find(LocalWheel wheel) {
        return cache().find(wheel.sha256(), wheel.contents().name().fileName(), folder);
    }

    private Path place(LocalWheel wheel) {
        return place(wheel.sha256(), wheel.contents().name().fileName());
    }

    private static WheelContents named(String fileName, WheelContents contents) {
        return new WheelContents(
                WheelName.parse(fileName),
                contents.size(),
                contents.sha256(),
                contents.crc32(),
                contents.metadata(),
                contents.distInfo(),
                contents.texts(),
                contents.files());
    }

    private static void flipAByte(Path file) throws IOException {
        byte[] content = MoreFiles.asByteSource(file).read();
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }
}
