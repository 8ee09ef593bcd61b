package dev.dyndeps.application;

import static dev.dyndeps.application.Bench.file;
import static dev.dyndeps.application.Bench.project;
import static dev.dyndeps.application.Bench.wheelFile;
import static dev.dyndeps.application.Refusals.assertRefused;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.BuildPlan;
import dev.dyndeps.domain.wheelhouse.Completeness.Met;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.port.WheelResolver.Resolution;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.FakeIndex;
import dev.dyndeps.testkit.InputFile;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into a wheelhouse, what is refused, and what is left behind. */
class BuildWheelhouseTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(temp);
        bench.index.add(wheel("six", "1.16"), wheel("attrs", "23.1"));
    }

    /** Refused, with nothing written and no folder left open. */
    private void assertNothingLeft(Code code, String where, ThrowingCallable work) {
        assertRefused(code, where, work);
        assertThat(bench.written()).isEmpty();
        assertThat(bench.workspaces.leftOpen()).isEmpty();
    }

    /** A resolver that evaluates markers elsewhere: it gives these distributions only to who asks for them by name. */
    private void leaveOutUnlessAsked(String... names) {
        ImmutableList<String> left = ImmutableList.copyOf(names);
        WheelResolver whole = bench.resolver;
        bench.resolver = request -> {
            Resolution all = whole.resolve(request);
            return new Resolution(
                    all.wheels().stream()
                            .filter(wheel -> !left.contains(wheel.name().name().value())
                                    || request.requirements().stream()
                                            .anyMatch(asked -> asked.requirement()
                                                    .name()
                                                    .equals(wheel.name().name())))
                            .collect(ImmutableList.toImmutableList()),
                    all.tool());
        };
    }

    private static byte[] changed(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    @Test
    void what_a_resolver_leaves_out_is_asked_for_again_and_the_proof_names_it() {
        leaveOutUnlessAsked("six", "attrs");
        bench.index.add(
                wheel("demo", "1.0").requires("mid; python_version < '3.11'"),
                wheel("mid", "1.0").requires("six; sys_platform == 'linux'"));

        Built built = bench.requirements("demo").build();

        assertThat(Bench.wheels(built))
                .containsExactly("demo-1.0-py3-none-any.whl", "mid-1.0-py3-none-any.whl", "six-1.16-py3-none-any.whl");
        assertThat(built.manifest().proof())
                .contains(
                        new Met("demo", "mid; python_version < \"3.11\"", "mid 1.0"),
                        new Met("mid", "six; sys_platform == \"linux\"", "six 1.16"));
        assertThat(bench.resolved).hasSize(2);
        assertThat(bench.resolved.get(1).requirements().get(1).where())
                .isEqualTo("requirements.txt:1 → demo 1.0 → mid 1.0 → six; sys_platform == \"linux\"");
    }

    @Test
    void what_the_target_does_not_need_is_left_out_even_if_the_resolver_gives_it() {
        bench.index.add(wheel("winonly", "1.0").requiresPython(">=3.12"), wheel("demo", "1.0"));
        WheelResolver whole = bench.resolver;
        bench.resolver = request -> {
            Resolution right = whole.resolve(request);
            return new Resolution(
                    ImmutableList.<ResolvedWheel>builder()
                            .addAll(right.wheels())
                            .add(FakeIndex.resolved(wheel("winonly", "1.0").requiresPython(">=3.12")))
                            .build(),
                    right.tool());
        };

        assertThat(Bench.wheels(bench.requirements("demo").build())).containsExactly("demo-1.0-py3-none-any.whl");
    }

    @Test
    void a_requirement_for_other_targets_is_left_out_with_a_warning() {
        Built built =
                bench.requirements("six", "attrs; sys_platform == 'win32'").build();

        assertThat(Bench.wheels(built)).containsExactly("six-1.16-py3-none-any.whl");
        assertThat(built.manifest().warnings()).anyMatch(warning -> warning.startsWith("requirements.txt:2: attrs"));
    }

    @Test
    void what_nothing_brings_is_incomplete_and_the_chain_says_who_needs_it() {
        bench.index.add(wheel("demo", "1.0").requires("six>=1"));
        WheelResolver whole = bench.resolver;
        bench.resolver = request -> {
            Resolution all = whole.resolve(request);
            return new Resolution(
                    all.wheels().stream()
                            .filter(wheel -> !wheel.name().name().value().equals("six"))
                            .collect(ImmutableList.toImmutableList()),
                    all.tool());
        };

        assertNothingLeft(
                Code.INCOMPLETE,
                "requirements.txt:1 → demo 1.0 → six>=1",
                () -> bench.requirements("demo").build());
    }

    @Test
    void what_two_local_wheels_lack_is_resolved_once_for_both() {
        bench.index.add(wheel("six", "1.15"));

        Built built = bench.input(
                        wheelFile(wheel("one", "1").requires("six")),
                        wheelFile(wheel("two", "1").requires("six<1.16")))
                .build();

        assertThat(Bench.wheels(built)).contains("six-1.15-py3-none-any.whl");
        assertThat(bench.resolved).hasSize(1);
    }

    @Test
    void a_local_wheel_wins_over_a_newer_one_of_the_index() {
        WheelMaker mine = wheel("six", "1.14");
        bench.index.add(wheel("demo", "1.0").requires("six"));

        Built built = bench.input(InputFile.text("requirements.txt", "demo\n"), wheelFile(mine))
                .build();

        assertThat(Bench.wheels(built)).containsExactly("demo-1.0-py3-none-any.whl", "six-1.14-py3-none-any.whl");
        assertThat(bench.fetched).containsExactly("demo-1.0-py3-none-any.whl");
    }

    @Test
    void a_distribution_twice_in_different_versions_is_refused() {
        assertNothingLeft(
                Code.DUPLICATE_DISTRIBUTION,
                "six-1.15",
                () -> bench.input(wheelFile(wheel("six", "1.16")), wheelFile(wheel("six", "1.15")))
                        .build());
    }

    @Test
    void a_distribution_as_a_project_and_as_a_wheel_is_refused() {
        bench.builder.put(".", wheel("pkg", "1.0").file("pkg/more.py", ""));

        assertNothingLeft(
                Code.DUPLICATE_DISTRIBUTION,
                "pkg-1.0-py3-none-any.whl and .",
                () -> bench.input(
                                InputFile.text("setup.py", "import setuptools\n"),
                                file("pkg-1.0-py3-none-any.whl", wheel("pkg", "1.0")))
                        .build());
    }

    @Test
    void wheels_of_one_name_with_different_bytes_are_refused() {
        WheelMaker one = wheel("six", "1.16");
        WheelMaker other = one.file("six/more.py", "");

        assertNothingLeft(
                Code.DUPLICATE_DISTRIBUTION,
                one.fileName(),
                () -> bench.input(file("a/" + one.fileName(), one), file("b/" + other.fileName(), other))
                        .build());
    }

    @Test
    void a_local_wheel_for_another_platform_is_refused() {
        WheelMaker mac = wheel("demo", "1.0").tagged("cp310-cp310-macosx_11_0_arm64");

        assertNothingLeft(
                Code.WHEEL_TARGET,
                "wheels/" + mac.fileName(),
                () -> bench.input(wheelFile(mac)).build());
    }

    @Test
    void a_local_wheel_for_the_targets_platform_is_taken() {
        WheelMaker linux = wheel("demo", "1.0").tagged("cp310-cp310-manylinux_2_35_x86_64");

        assertThat(Bench.wheels(bench.input(wheelFile(linux)).build())).containsExactly(linux.fileName());
    }

    @Test
    void a_local_wheel_for_newer_pythons_is_refused() {
        assertNothingLeft(
                Code.REQUIRES_PYTHON,
                "wheels/demo",
                () -> bench.input(wheelFile(wheel("demo", "1.0").requiresPython(">=3.11")))
                        .build());
    }

    @Test
    void a_resolved_wheel_that_does_not_run_on_the_target_is_refused() {
        WheelMaker mac = wheel("demo", "1.0").tagged("cp310-cp310-macosx_11_0_arm64");
        WheelMaker young = wheel("young", "1.0").requiresPython(">=3.11");
        bench.index.add(mac, young);
        bench.resolver = request ->
                new Resolution(ImmutableList.of(FakeIndex.resolved(mac), FakeIndex.resolved(young)), "careless 1.0");

        assertNothingLeft(
                Code.WHEEL_TARGET,
                mac.fileName(),
                () -> bench.requirements("demo").build());
        assertNothingLeft(
                Code.REQUIRES_PYTHON,
                young.fileName(),
                () -> bench.requirements("young").build());
    }

    @Test
    void a_wheel_whose_content_differs_from_its_record_is_refused() {
        byte[] bytes = wheel("demo", "1.0").bytes();
        InputFile cut = InputFile.bytes("wheels/demo-1.0-py3-none-any.whl", changed(bytes));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> bench.input(cut).build());
        assertThat(bench.written()).isEmpty();
        assertThat(bench.workspaces.leftOpen()).isEmpty();
    }

    @Test
    void a_wheel_in_the_cache_is_not_fetched_again() {
        bench.requirements("six").build();
        assertThat(bench.fetched).containsExactly("six-1.16-py3-none-any.whl");
        bench.fetched.clear();

        Built again = bench.requirements("six", "attrs").build();

        assertThat(bench.fetched).containsExactly("attrs-23.1-py3-none-any.whl");
        assertThat(Bench.wheels(again)).containsExactly("attrs-23.1-py3-none-any.whl", "six-1.16-py3-none-any.whl");
    }

    @Test
    void a_plan_says_what_would_be_done_and_does_none_of_it() {
        bench.index.goOffline();
        bench.input(
                InputFile.text("requirements.txt", "six\n"),
                project("pkg"),
                file("mine-3.0-py3-none-any.whl", wheel("mine", "3.0")));

        BuildPlan plan = bench.useCase().plan(bench.request());

        assertThat(plan.steps())
                .containsExactly(
                        "check mine-3.0-py3-none-any.whl",
                        "build .",
                        "resolve six (requirements.txt:1)",
                        "prove that nothing is missing on dbr-14.3",
                        "pack the wheelhouse and its pylock.toml");
        assertThat(bench.builder.built()).isEmpty();
        assertThat(bench.resolved).isEmpty();
        assertThat(bench.written()).isEmpty();
        assertThat(temp.resolve("workspaces")).isEmptyDirectory();
        assertThat(temp.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void an_index_that_cannot_be_reached_leaves_nothing_behind() {
        bench.index.goOffline();

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> bench.requirements("six").build());
        assertThat(bench.written()).isEmpty();
        assertThat(bench.workspaces.leftOpen()).isEmpty();
    }

    @Test
    void a_lock_file_that_cannot_be_written_leaves_no_wheelhouse_either() {
        bench.texts.refusing("deps.pylock.toml");

        assertNothingLeft(
                Code.OUTPUT_UNWRITABLE,
                "deps.pylock.toml",
                () -> bench.requirements("six").build());
    }

    @Test
    void wheelhouse_and_lock_stand_side_by_side_and_the_digest_is_the_files() throws IOException {
        Built built = bench.requirements("six").build();

        assertThat(bench.written()).containsExactlyInAnyOrder(built.wheelhouse(), built.lock());
        assertThat(built.wheelhouse().getFileName())
                .hasToString("deps-" + built.manifest().digest12() + ".wheelhouse.zip");
        assertThat(built.sha256())
                .isEqualTo(MoreFiles.asByteSource(built.wheelhouse()).hash(Hashing.sha256()));
        assertThat(built.size())
                .isEqualTo(MoreFiles.asByteSource(built.wheelhouse()).size());
    }

    @Test
    void the_same_input_gives_the_same_manifest_and_the_same_bytes() throws IOException {
        Built one = bench.requirements("six", "attrs").build();
        Bench elsewhere = new Bench(temp.resolve("elsewhere"));
        elsewhere.index.add(wheel("attrs", "23.1"), wheel("six", "1.16"));
        Built other = elsewhere.requirements("six", "attrs").build();

        assertThat(other.manifest().digest()).isEqualTo(one.manifest().digest());
        assertThat(other.sha256()).isEqualTo(one.sha256());
    }

    @Test
    void another_input_gives_another_manifest_even_if_its_wheels_are_the_same() {
        Built one = bench.requirements("six").build();
        Built other = bench.requirements("six>=1").build();

        assertThat(other.manifest().digest()).isNotEqualTo(one.manifest().digest());
    }

    @Test
    void each_stage_is_told_and_timed() {
        Built built = bench.requirements("six").build();

        assertThat(bench.progress.stages()).containsExactly("read", "recognise", "resolve", "fetch", "check", "pack");
        assertThat(built.seconds().keySet()).containsExactly("read", "recognise", "resolve", "fetch", "check", "pack");
        assertThat(built.seconds().values())
                .allSatisfy(seconds -> assertThat(seconds).isEqualTo(1.0));
    }

    @Test
    void the_files_are_named_after_the_input() {
        assertThat(BuildWheelhouse.nameOf(Path.of("/a/deps.zip"))).isEqualTo("deps");
        assertThat(BuildWheelhouse.nameOf(Path.of("/a/my folder"))).isEqualTo("my_folder");
        assertThat(BuildWheelhouse.nameOf(Path.of("/a/.zip"))).isEqualTo("input");
        assertThat(BuildWheelhouse.nameOf(Path.of("/a/.hidden"))).isEqualTo("input.hidden");
        assertThat(BuildWheelhouse.nameOf(Path.of("/a/b/../deps.zip"))).isEqualTo("deps");
        assertThat(BuildWheelhouse.nameOf(Path.of("/"))).isEqualTo("input");
    }
}
