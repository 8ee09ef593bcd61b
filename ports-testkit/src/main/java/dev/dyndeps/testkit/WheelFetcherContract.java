package dev.dyndeps.testkit;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelFetcher} does. */
public abstract class WheelFetcherContract {
    @TempDir
    protected Path folder;

    protected abstract WheelFetcher fetcher();

    /** Puts a wheel into the index of this test and says where it is and what its digest is. */
    protected abstract ResolvedWheel publish(WheelMaker wheel);

    /** From now on the index cannot be reached. */
    protected abstract void takeIndexAway();

    @Test
    void nothing_asked_is_nothing_fetched() {
        assertThat(fetch()).isEmpty();
    }

    @Test
    void each_wheel_is_given_by_its_digest_under_its_own_name() {
        WheelMaker one = wheel("one", "1.0+local.1");
        WheelMaker two = wheel("two", "2").tagged("cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64");
        ResolvedWheel first = publish(one);
        ResolvedWheel second = publish(two);

        ImmutableMap<HashCode, Path> files = fetch(first, second);

        assertThat(files).containsOnlyKeys(first.sha256(), second.sha256());
        assertThat(files.get(first.sha256())).hasFileName(one.fileName()).hasBinaryContent(one.bytes());
        assertThat(files.get(second.sha256())).hasFileName(two.fileName()).hasBinaryContent(two.bytes());
    }

    @Test
    void it_does_not_matter_what_a_wheel_runs_on() {
        ImmutableMap<HashCode, Path> files = fetch(
                publish(wheel("a", "1").tagged("cp38-cp38-manylinux_2_17_aarch64")),
                publish(wheel("b", "1").tagged("cp313-cp313-manylinux_2_28_x86_64")),
                publish(wheel("c", "1").tagged("cp39-abi3-manylinux_2_17_x86_64")),
                publish(wheel("d", "1").tagged("py2.py3-none-any")),
                publish(wheel("e", "1").tagged("cp311-none-manylinux_2_17_x86_64")),
                publish(wheel("f", "1").requiresPython(">=3.13")));

        assertThat(files).hasSize(6);
    }

    @Test
    void two_versions_of_a_distribution_can_be_had_at_once() {
        assertThat(fetch(publish(wheel("demo", "1")), publish(wheel("demo", "2"))))
                .hasSize(2);
    }

    @Test
    void what_a_wheel_requires_is_not_fetched() {
        ResolvedWheel demo = publish(wheel("demo", "1").requires("not-in-the-index"));

        assertThat(fetch(demo)).hasSize(1);
    }

    @Test
    void a_file_with_another_digest_is_refused() {
        ResolvedWheel demo = publish(wheel("demo", "1"));
        ResolvedWheel other =
                new ResolvedWheel(demo.name(), demo.url(), HashCode.fromString("0".repeat(64)), demo.size());

        assertThatThrownBy(() -> fetch(other))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.code()).isEqualTo(Code.LOCK_MISMATCH));
    }

    @Test
    void a_wheel_that_is_asked_for_twice_arrives_once() {
        ResolvedWheel one = publish(wheel("one", "1"));
        ResolvedWheel two = publish(wheel("two", "1"));
        List<HashCode> arrived = new CopyOnWriteArrayList<>();

        fetcher()
                .fetch(
                        ImmutableList.of(one, two, one),
                        into(),
                        (digests, file) -> arrived.add(digests.sha256()),
                        ProgressListener.NONE);

        assertThat(arrived).containsExactlyInAnyOrder(one.sha256(), two.sha256());
    }

    @Test
    void a_wheel_arrives_with_its_checksum() {
        WheelMaker maker = wheel("one", "1").file("one/data.txt", "x".repeat(300_000));
        List<Digests> arrived = new CopyOnWriteArrayList<>();

        ResolvedWheel one = publish(maker);
        fetcher().fetch(ImmutableList.of(one), into(), (digests, file) -> arrived.add(digests), ProgressListener.NONE);

        CRC32 crc32 = new CRC32();
        crc32.update(maker.bytes());
        assertThat(arrived).containsExactly(new Digests(one.sha256(), crc32.getValue()));
    }

    @Test
    void a_wheel_is_whole_when_it_arrives() {
        WheelMaker maker = wheel("one", "1").file("one/data.txt", "x".repeat(300_000));
        List<byte[]> seen = new CopyOnWriteArrayList<>();

        fetcher()
                .fetch(
                        ImmutableList.of(publish(maker)),
                        into(),
                        (digests, file) -> seen.add(read(file)),
                        ProgressListener.NONE);

        assertThat(seen).containsExactly(maker.bytes());
    }

    @Test
    void what_the_listener_of_arrivals_throws_ends_the_fetch_and_is_thrown_on() {
        ResolvedWheel one = publish(wheel("one", "1"));
        ResolvedWheel two = publish(wheel("two", "1"));
        RuntimeException thrown = new IllegalStateException("no room for it");

        assertThatThrownBy(() -> fetcher()
                        .fetch(
                                ImmutableList.of(one, two),
                                into(),
                                (digests, file) -> {
                                    throw thrown;
                                },
                                ProgressListener.NONE))
                .isSameAs(thrown);
    }

    @Test
    void a_fetch_that_fails_leaves_whole_files_or_none() {
        WheelMaker good = wheel("good", "1");
        ResolvedWheel first = publish(good);
        ResolvedWheel bad = publish(wheel("bad", "1"));
        ResolvedWheel other = new ResolvedWheel(bad.name(), bad.url(), HashCode.fromString("0".repeat(64)), bad.size());

        assertThatThrownBy(() -> fetch(first, other)).isInstanceOf(UserError.class);

        assertThat(left()).allSatisfy(file -> assertThat(file).hasBinaryContent(good.bytes()));
    }

    @Test
    void progress_ends_at_its_total() {
        ResolvedWheel one = publish(wheel("one", "1"));
        ResolvedWheel two = publish(wheel("two", "1"));
        RecordingProgress progress = new RecordingProgress();

        fetcher().fetch(ImmutableList.of(one, two), into(), (digests, file) -> {}, progress);

        assertThat(progress.events())
                .filteredOn(event -> event.startsWith("advance "))
                .last()
                .asString()
                .matches("advance ([1-9]\\d*)/\\1( bytes)?");
    }

    @Test
    void an_index_that_cannot_be_reached_is_a_remote_error() {
        ResolvedWheel demo = publish(wheel("demo", "1"));
        takeIndexAway();

        assertThatThrownBy(() -> fetch(demo)).isInstanceOf(RemoteError.class);
    }

    private ImmutableMap<HashCode, Path> fetch(ResolvedWheel... wheels) {
        Map<HashCode, Path> files = new ConcurrentHashMap<>();
        fetcher()
                .fetch(
                        ImmutableList.copyOf(wheels),
                        into(),
                        (digests, file) -> files.put(digests.sha256(), file),
                        ProgressListener.NONE);
        return ImmutableMap.copyOf(files);
    }

    private Path into() {
        return folder.resolve("into");
    }

    private ImmutableList<Path> left() {
        try {
            return Files.exists(into()) ? MoreFiles.listFiles(into()) : ImmutableList.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
