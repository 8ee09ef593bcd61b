package dev.dyndeps.application;

import static dev.dyndeps.application.Bench.project;
import static dev.dyndeps.application.Bench.wheelFile;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.application.BuildWheelhouse.Request;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.testkit.InputFile;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not done a second time, and what a second time must not change. */
class RebuildTest {
    private static final WheelMaker SIX = wheel("six", "1.16");
    private static final WheelMaker DEMO = wheel("demo", "1.0").requires("six");

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(temp);
        bench.index.add(SIX, DEMO);
    }

    private static void assertSame(Built second, Built first) throws IOException {
        assertThat(second.manifest()).isEqualTo(first.manifest());
        assertThat(second.wheelhouse()).isEqualTo(first.wheelhouse());
        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(second.size()).isEqualTo(first.size()).isEqualTo(Files.size(second.wheelhouse()));
        assertThat(second.lock()).isEqualTo(first.lock());
        assertThat(second.inspection().recognition())
                .isEqualTo(first.inspection().recognition());
    }

    private Path lockOf(Built built) throws IOException {
        Path lock = temp.resolve("pylock.toml");
        Files.writeString(lock, Files.readString(built.lock()));
        bench.inputs.put(lock, InputFile.text("pylock.toml", Files.readString(lock)));
        return lock;
    }

    @Test
    void with_an_index_only_the_index_is_asked_again() throws IOException {
        Built first = bench.requirements("demo").build();

        Built second = bench.build();

        assertSame(second, first);
        assertThat(second.seconds().keySet()).containsExactly("read", "recognise", "resolve", "check", "copy");
        assertThat(bench.resolved).hasSize(2);
        assertThat(bench.fetched).hasSize(2);
    }

    @Test
    void what_the_index_says_now_counts() {
        bench.requirements("demo").build();

        bench.index.add(wheel("demo", "2.0"));

        assertThat(Bench.wheels(bench.build())).containsExactly("demo-2.0-py3-none-any.whl");
    }

    @Test
    void with_a_lock_nothing_is_asked_resolved_or_looked_into() throws IOException {
        Path lock = lockOf(bench.requirements("demo").build());
        Built first = bench.useCase().run(bench.request(lock), bench.progress);

        Built second = bench.useCase().run(bench.request(lock), bench.progress);

        assertSame(second, first);
        assertThat(second.seconds().keySet()).containsExactly("read", "recognise", "copy");
        assertThat(bench.resolved).hasSize(1);
    }

    @Test
    void another_lock_another_target_another_format_or_another_program_is_another_wheelhouse() throws IOException {
        Path lock = lockOf(bench.requirements("demo").build());
        Request request = bench.request(lock);
        bench.useCase().run(request, bench.progress);

        String text = Files.readString(lock);
        bench.inputs.put(lock, InputFile.text("pylock.toml", text + "# another\n"));
        assertThat(packs(request)).isTrue();
        bench.inputs.put(lock, InputFile.text("pylock.toml", text));
        assertThat(packs(request)).isFalse();
        assertThat(packs(new Request(
                        request.input(),
                        TargetRuntime.parse("python3.10-manylinux_2_28_x86_64"),
                        Optional.empty(),
                        Optional.empty(),
                        request.output(),
                        request.policy())))
                .isTrue();
        assertThat(packs(new Request(
                        request.input(),
                        request.target(),
                        Optional.empty(),
                        request.lock(),
                        request.output(),
                        new RequirementsPolicy(ImmutableSet.of("example.org")))))
                .isTrue();
        bench.program = Optional.of("another program");
        assertThat(packs(request)).isTrue();
    }

    private boolean packs(Request request) {
        return bench.useCase().run(request, bench.progress).seconds().containsKey("pack");
    }

    @Test
    void another_input_is_another_wheelhouse() throws IOException {
        Path lock = lockOf(bench.requirements("demo").build());
        bench.useCase().run(bench.request(lock), bench.progress);

        bench.requirements("demo", "six");

        assertThat(packs(bench.request(lock))).isTrue();
    }

    @Test
    void a_program_that_cannot_be_told_from_others_keeps_no_wheelhouse() throws IOException {
        bench.program = Optional.empty();
        Path lock = lockOf(bench.requirements("demo").build());

        assertThat(packs(bench.request(lock))).isTrue();
        assertThat(packs(bench.request(lock))).isTrue();
    }

    @Test
    void an_input_that_needs_no_index_is_known_before_anything_is_looked_into() throws IOException {
        bench.input(InputFile.text("job.py", "import lib\n"), InputFile.text("lib.py", "x = 1\n"));
        Built first = bench.build();

        Built second = bench.build();

        assertSame(second, first);
        assertThat(second.seconds().keySet()).containsExactly("read", "recognise", "copy");
    }

    @Test
    void a_wheel_of_the_cache_that_was_damaged_is_fetched_again_and_the_wheelhouse_is_right() throws IOException {
        Built first = bench.requirements("demo").build();
        Path lock = lockOf(first);
        bench.useCase().run(bench.request(lock), bench.progress);
        Files.writeString(bench.cache.place(Bench.wheel(first, "six").sha256(), SIX.fileName()), "damaged");
        bench.fetched.clear();

        Built mended = bench.useCase().run(bench.request(lock), bench.progress);

        assertThat(bench.fetched).containsExactly(SIX.fileName());
        assertThat(packs(bench.request(lock))).isFalse();
        assertSame(bench.useCase().run(bench.request(lock), bench.progress), mended);
    }

    @Test
    void a_lock_file_that_cannot_be_written_takes_the_copied_wheelhouse_back_too() {
        bench.requirements("demo").build();
        Built second = bench.build();
        bench.texts.refusing("deps.pylock.toml");

        assertThatThrownBy(bench::build)
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.code()).isEqualTo(Code.OUTPUT_UNWRITABLE));
        assertThat(second.wheelhouse()).doesNotExist();
    }

    @Test
    void a_source_is_built_once_and_its_wheel_says_the_same_origin() throws IOException {
        bench.input(project("demo"), InputFile.text("demo.py", "x = 1\n"));
        Built first = bench.build();

        Built second = bench.build();

        assertSame(second, first);
        assertThat(bench.builder.built()).hasSize(1);
        assertThat(Bench.wheel(second, "demo").origin().tool()).isEqualTo("fake 1.0");
    }

    @Test
    void a_source_that_changed_is_built_again() {
        bench.input(project("demo"), InputFile.text("demo.py", "x = 1\n")).build();

        bench.input(project("demo"), InputFile.text("demo.py", "x = 2\n")).build();

        assertThat(bench.builder.built()).hasSize(2);
    }

    @Test
    void another_tool_builds_again() {
        bench.input(project("demo"), InputFile.text("demo.py", "x = 1\n")).build();

        bench.builder.tool("fake 2.0");

        assertThat(Bench.wheel(bench.build(), "demo").origin().tool()).isEqualTo("fake 2.0");
    }

    @Test
    void a_wheel_that_was_built_is_believed_for_a_day_and_not_before_it_was_built() {
        long then = Duration.ofDays(1000).toMillis();
        bench.machine.at(then);
        bench.input(project("demo"), InputFile.text("demo.py", "x = 1\n")).build();

        bench.machine.at(then + Duration.ofDays(1).toMillis() - 1);
        bench.build();
        assertThat(bench.builder.built()).hasSize(1);

        bench.machine.at(then + Duration.ofDays(1).toMillis());
        bench.build();
        assertThat(bench.builder.built()).hasSize(2);

        bench.machine.at(then - 1);
        bench.build();
        assertThat(bench.builder.built()).hasSize(3);
    }

    @Test
    void a_wheel_of_the_input_is_looked_into_once() {
        bench.input(wheelFile(SIX), InputFile.text("requirements.txt", "demo\n"))
                .build();
        assertThat(bench.reads).hasValue(2);

        bench.build();

        assertThat(bench.reads).hasValue(2);
    }

    @Test
    void of_two_wheels_that_break_a_rule_the_first_is_named_whichever_came_first() {
        WheelMaker bad = wheel("bad", "1.0").file("../outside.py", "");
        WheelMaker worse = wheel("worse", "1.0").file("../outside.py", "");
        bench.index.add(bad, worse);
        bench.requirements("worse", "bad");

        for (int n = 0; n < 20; n++) {
            assertThatThrownBy(bench::build).hasMessageContaining("bad-1.0");
        }
        assertThat(bench.workspaces.leftOpen()).isEmpty();
    }
}
