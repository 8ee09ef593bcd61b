package dev.dyndeps.testkit;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;
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
    void progress_reaches_the_number_of_wheels() {
        ResolvedWheel one = publish(wheel("one", "1"));
        ResolvedWheel two = publish(wheel("two", "1"));
        StringBuilder heard = new StringBuilder();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void stage(String name, String detail) {}

            @Override
            public synchronized void advance(long done, long total) {
                heard.append(done).append('/').append(total).append(' ');
            }

            @Override
            public void note(String line) {}
        };

        fetcher().fetch(ImmutableList.of(one, two), folder, listener);

        assertThat(heard.toString()).contains("2/2");
    }

    @Test
    void an_index_that_cannot_be_reached_is_a_remote_error() {
        ResolvedWheel demo = publish(wheel("demo", "1"));
        takeIndexAway();

        assertThatThrownBy(() -> fetch(demo)).isInstanceOf(RemoteError.class);
    }

    protected ImmutableMap<HashCode, Path> fetch(ResolvedWheel... wheels) {
        return fetcher().fetch(ImmutableList.copyOf(wheels), folder, ProgressListener.NONE);
    }
}
