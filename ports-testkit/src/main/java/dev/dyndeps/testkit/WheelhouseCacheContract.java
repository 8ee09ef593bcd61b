package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.port.WheelhouseCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelhouseCache} does. */
public abstract class WheelhouseCacheContract {
    private static final String NAME = "demo-1.0-py3-none-any.whl";

    @TempDir
    Path outside;

    /** The cache under test; the same one, empty at first, at every call within one test. */
    protected abstract WheelhouseCache cache();

    @Test
    void what_was_not_kept_is_not_found() {
        assertThat(cache().find(Hashing.sha256().hashInt(1), NAME)).isEmpty();
    }

    @Test
    void what_was_kept_is_found_where_it_was_said_to_be() throws IOException {
        Path file = file(NAME, 1);

        Path kept = cache().keep(sha256(file), file);

        assertThat(kept).isNotEqualTo(file).hasSameBinaryContentAs(file).hasFileName(NAME);
        assertThat(cache().find(sha256(file), NAME)).contains(kept);
    }

    @Test
    void it_outlives_the_file_that_was_given() throws IOException {
        Path file = file(NAME, 1);
        HashCode sha256 = sha256(file);
        Path kept = cache().keep(sha256, file);

        Files.delete(file);

        assertThat(cache().find(sha256, NAME)).contains(kept);
    }

    @Test
    void what_a_link_leads_to_is_kept_and_not_the_link() throws IOException {
        Path file = file("elsewhere", 1);
        HashCode sha256 = sha256(file);
        cache().keep(sha256, Files.createSymbolicLink(outside.resolve(NAME), file));

        Files.delete(file);

        assertThat(cache().find(sha256, NAME)).isPresent();
    }

    @Test
    void the_same_content_under_two_names_is_found_under_both() throws IOException {
        Path one = file(NAME, 1);
        Path other = file("demo-1.0-1-py3-none-any.whl", 1);

        cache().keep(sha256(one), one);
        cache().keep(sha256(other), other);

        assertThat(cache().find(sha256(one), NAME)).get(PATH).hasFileName(NAME);
        assertThat(cache().find(sha256(one), "demo-1.0-1-py3-none-any.whl"))
                .get(PATH)
                .hasFileName("demo-1.0-1-py3-none-any.whl");
    }

    @Test
    void one_name_with_two_contents_is_two_entries() throws IOException {
        Path one = file(NAME, 1);
        HashCode first = sha256(one);
        cache().keep(first, one);
        Files.delete(one);
        Path other = file(NAME, 2);
        cache().keep(sha256(other), other);

        assertThat(sha256(cache().find(first, NAME).orElseThrow())).isEqualTo(first);
        assertThat(cache().find(sha256(other), NAME)).get(PATH).hasSameBinaryContentAs(other);
    }

    @Test
    void keeping_it_again_changes_nothing() throws IOException {
        Path file = file(NAME, 1);

        assertThat(cache().keep(sha256(file), file)).isEqualTo(cache().keep(sha256(file), file));
        assertThat(cache().keep(sha256(file), cache().keep(sha256(file), file))).hasSameBinaryContentAs(file);
    }

    @Test
    void one_that_was_damaged_is_not_found() throws IOException {
        Path file = file(NAME, 1);
        HashCode sha256 = sha256(file);
        Path kept = cache().keep(sha256, file);
        assertThat(cache().find(sha256, NAME)).isPresent();

        flipAByte(kept);

        assertThat(cache().find(sha256, NAME)).isEmpty();
    }

    @Test
    void one_that_was_cut_short_is_not_found() throws IOException {
        Path file = file(NAME, 1);
        HashCode sha256 = sha256(file);
        Path kept = cache().keep(sha256, file);

        Files.write(kept, new byte[0]);

        assertThat(cache().find(sha256, NAME)).isEmpty();
    }

    @Test
    void one_that_was_damaged_is_whole_after_it_was_kept_again() throws IOException {
        Path file = file(NAME, 1);
        HashCode sha256 = sha256(file);
        flipAByte(cache().keep(sha256, file));
        Files.delete(file);
        file(NAME, 1);

        Path kept = cache().keep(sha256, file);

        assertThat(kept).hasSameBinaryContentAs(file);
        assertThat(cache().find(sha256, NAME)).contains(kept);
    }

    @Test
    void what_was_kept_under_a_digest_that_is_not_its_own_is_not_found() throws IOException {
        Path file = file(NAME, 1);
        HashCode another = Hashing.sha256().hashInt(1);

        cache().keep(another, file);

        assertThat(cache().find(another, NAME)).isEmpty();
    }

    @Test
    void sixteen_threads_that_keep_the_same_wheel_all_get_it_whole() throws IOException {
        Path file = file(NAME, 1);
        HashCode sha256 = sha256(file);
        WheelhouseCache cache = cache();

        List<Path> kept = Threads.atOnce(16, n -> cache.keep(sha256, file));

        assertThat(ImmutableList.copyOf(kept))
                .hasSize(16)
                .allSatisfy(path -> assertThat(path).hasSameBinaryContentAs(file));
        assertThat(cache.find(sha256, NAME)).isPresent();
    }

    @Test
    void threads_that_meet_a_damaged_wheel_mend_it_together() throws IOException {
        Path good = file("good", 1);
        HashCode sha256 = sha256(good);
        WheelhouseCache cache = cache();
        flipAByte(cache.keep(sha256, file(NAME, 1)));
        List<Path> copies = IntStream.range(0, 8)
                .mapToObj(n -> copy(good, outside.resolve("copy" + n).resolve(NAME)))
                .collect(ImmutableList.toImmutableList());

        List<Path> kept =
                Threads.atOnce(8, n -> cache.find(sha256, NAME).orElseGet(() -> cache.keep(sha256, copies.get(n))));

        assertThat(ImmutableList.copyOf(kept))
                .hasSize(8)
                .allSatisfy(path -> assertThat(path).hasSameBinaryContentAs(good));
    }

    private Path file(String name, int seed) throws IOException {
        byte[] content = new byte[100_000];
        new Random(seed).nextBytes(content);
        return Files.write(outside.resolve(name), content);
    }

    private static Path copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            return Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HashCode sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256());
    }

    private static void flipAByte(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }
}
