package dev.dyndeps.adapter.pip;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.Fault;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.WheelMaker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipWheelFetcherTest {
    private final PackageIndex index = PackageIndex.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void thirty_wheels_of_one_target_need_four_processes_at_most() {
        ImmutableList<ResolvedWheel> wheels = IntStream.range(0, 30)
                .mapToObj(i -> resolved(wheel("demo" + i, "1")
                        .tagged(
                                i % 3 == 0
                                        ? "py3-none-any"
                                        : i % 3 == 1
                                                ? "cp310-cp310-manylinux_2_17_x86_64"
                                                : "cp38-abi3-manylinux_2_28_x86_64")))
                .collect(ImmutableList.toImmutableList());

        assertThat(DownloadPart.of(wheels)).hasSize(4);
    }

    @Test
    void a_wheel_for_newer_pythons_than_the_others_goes_to_a_part_of_its_own() {
        ImmutableList<ResolvedWheel> wheels = ImmutableList.of(
                resolved(wheel("a", "1").tagged("cp310-cp310-manylinux_2_17_x86_64")),
                resolved(wheel("b", "1").tagged("cp311-abi3-manylinux_2_17_x86_64")),
                resolved(wheel("c", "1").tagged("cp310-abi3-manylinux_2_17_x86_64")));

        assertThat(DownloadPart.of(wheels))
                .extracting(part -> part.lines().size())
                .containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void a_connection_cut_in_the_middle_of_a_wheel_is_a_remote_error() {
        WheelMaker demo = wheel("demo", "1").file("demo/data.txt", "x".repeat(100_000));
        index.add(demo).on(path -> path.endsWith(".whl"), Fault.cut());

        assertThatThrownBy(() -> fetch(TestPip.of(index, folder), demo)).isInstanceOf(RemoteError.class);
    }

    @Test
    void the_password_of_the_index_is_used_for_its_files() {
        WheelMaker demo = wheel("demo", "1");
        index.requirePassword("me", "s3cret-pw").add(demo);
        PipTools tools = TestPip.with(
                folder, Map.of("PIP_INDEX_URL", index.url("me", "s3cret-pw").toString()));

        fetch(tools, demo);

        assertThat(folder.resolve("into").resolve(demo.fileName())).hasBinaryContent(demo.bytes());
    }

    @Test
    void only_the_wheels_are_left_in_the_folder() {
        WheelMaker demo = wheel("demo", "1");
        index.add(demo);

        fetch(TestPip.of(index, folder), demo);

        assertThat(folder.resolve("into")).isDirectoryContaining(file -> file.endsWith(demo.fileName()));
        assertThat(folder.resolve("into").toFile().list()).hasSize(1);
    }

    private void fetch(PipTools tools, WheelMaker wheel) {
        new PipWheelFetcher(tools)
                .fetch(
                        ImmutableList.of(resolved(wheel)),
                        folder.resolve("into"),
                        (sha256, file) -> {},
                        ProgressListener.NONE);
    }

    private ResolvedWheel resolved(WheelMaker wheel) {
        return new ResolvedWheel(
                WheelName.parse(wheel.fileName()),
                index.fileUrl(wheel.fileName()),
                Hashing.sha256().hashBytes(wheel.bytes()),
                Optional.empty());
    }
}
