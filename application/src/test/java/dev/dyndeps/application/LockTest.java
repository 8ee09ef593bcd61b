package dev.dyndeps.application;

import static dev.dyndeps.application.Bench.project;
import static dev.dyndeps.application.Bench.wheelFile;
import static dev.dyndeps.application.Refusals.assertRefused;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.application.BuildWheelhouse.Request;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.testkit.FakeIndex;
import dev.dyndeps.testkit.InputFile;
import dev.dyndeps.testkit.WheelMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build from a lock takes the lock's wheels and nothing else. */
class LockTest {
    private static final String HEAD = "lock-version = \"1.0\"\ncreated-by = \"a test\"\n";
    private static final WheelMaker SIX = wheel("six", "1.15");

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(temp);
        bench.index.add(SIX, wheel("six", "1.16"), wheel("attrs", "23.1"));
    }

    private static String locked(WheelMaker wheel) {
        return locked(wheel, "url = \"" + FakeIndex.resolved(wheel).url() + "\"");
    }

    private static String locked(WheelMaker wheel, String place) {
        return "[[packages]]\nname = \"" + wheel.name() + "\"\nversion = \"" + wheel.version() + "\"\nwheels = ["
                + file(wheel, place) + "]\n";
    }

    private static String file(WheelMaker wheel, String place) {
        return "{ name = \"" + wheel.fileName() + "\", " + place + ", hashes = { sha256 = \""
                + FakeIndex.resolved(wheel).sha256() + "\" } }";
    }

    /** The text as the lock that the operator names. */
    private Path lock(String... parts) {
        Path lock = temp.resolve("pylock.toml");
        bench.inputs.put(lock, InputFile.text("pylock.toml", HEAD + String.join("", parts)));
        return lock;
    }

    /** The lock of a build, as an operator hands it over for the next one. */
    private Path lockOf(Built built) {
        try {
            bench.inputs.put(built.lock(), InputFile.text("pylock.toml", Files.readString(built.lock())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built.lock();
    }

    private Built build(Path lock) {
        return bench.useCase().run(bench.request(lock), bench.progress);
    }

    private UserError assertMismatch(String where, Path lock) {
        UserError refused = assertRefused(Code.LOCK_MISMATCH, where, () -> build(lock));
        assertThat(bench.fetched).isEmpty();
        assertThat(bench.workspaces.leftOpen()).isEmpty();
        return refused;
    }

    @Test
    void the_locks_version_is_taken_where_the_index_has_a_newer_one() {
        bench.requirements("six");

        Built built = build(lock(locked(SIX)));

        assertThat(Bench.wheels(built)).containsExactly("six-1.15-py3-none-any.whl");
        assertThat(Bench.wheel(built, "six").origin().tool()).isEqualTo("pylock.toml");
        assertThat(bench.resolved).isEmpty();
    }

    @Test
    void the_lock_of_a_build_leads_to_the_same_wheels_again() {
        bench.builder.put(".", wheel("pkg", "1.0").requires("six"));
        bench.input(InputFile.text("requirements.txt", "attrs\n"), project("pkg"));
        Built first = bench.build();
        bench.index.add(wheel("six", "1.17"), wheel("attrs", "24.1"));
        bench.resolved.clear();

        Built again = build(lockOf(first));

        assertThat(Bench.wheels(again)).isEqualTo(Bench.wheels(first));
        assertThat(again.manifest().proof()).isEqualTo(first.manifest().proof());
        assertThat(bench.resolved).isEmpty();
    }

    @Test
    void a_wheel_of_the_input_is_taken_by_its_digest() {
        bench.input(wheelFile(wheel("mine", "3.0").requires("six")));

        Built again = build(lockOf(bench.build()));

        assertThat(Bench.wheels(again)).containsExactly("mine-3.0-py3-none-any.whl", "six-1.16-py3-none-any.whl");
    }

    @Test
    void a_lock_that_is_the_input_brings_all_its_wheels() {
        bench.input(InputFile.text("pylock.toml", HEAD + locked(SIX) + locked(wheel("attrs", "23.1"))));

        Built built = bench.build();

        assertThat(built.manifest().format()).isEqualTo(Format.REQUIREMENTS);
        assertThat(Bench.wheels(built)).containsExactly("attrs-23.1-py3-none-any.whl", "six-1.15-py3-none-any.whl");
        assertThat(built.manifest().requested()).containsExactly("attrs", "six");
    }

    @Test
    void what_the_lock_names_and_nothing_needs_stays_out() {
        bench.requirements("six");

        assertThat(Bench.wheels(build(lock(locked(SIX), locked(wheel("attrs", "23.1"))))))
                .containsExactly("six-1.15-py3-none-any.whl");
    }

    @Test
    void a_package_for_other_targets_is_passed_over() {
        bench.requirements("six");

        Built built = build(lock(
                locked(SIX),
                locked(wheel("six", "1.16")).replace("version =", "marker = \"sys_platform == 'win32'\"\nversion =")));

        assertThat(Bench.wheels(built)).containsExactly("six-1.15-py3-none-any.whl");
    }

    @Test
    void a_package_twice_for_the_target_is_refused() {
        bench.requirements("six");

        assertMismatch("six", lock(locked(SIX), locked(wheel("six", "1.16"))));
    }

    @Test
    void of_several_wheels_the_most_specific_for_the_target_is_taken() {
        WheelMaker linux = wheel("fast", "1.0").tagged("cp310-cp310-manylinux_2_35_x86_64");
        WheelMaker pure = wheel("fast", "1.0");
        bench.index.add(linux, pure);
        bench.requirements("fast");
        String both = file(pure, "url = \"" + FakeIndex.resolved(pure).url() + "\"") + ", "
                + file(linux, "url = \"" + FakeIndex.resolved(linux).url() + "\"");

        Built built = build(lock("[[packages]]\nname = \"fast\"\nwheels = [" + both + "]\n"));

        assertThat(Bench.wheels(built)).containsExactly(linux.fileName());
    }

    @Test
    void a_package_without_a_wheel_for_the_target_is_refused() {
        WheelMaker mac = wheel("fast", "1.0").tagged("cp310-cp310-macosx_11_0_arm64");
        bench.requirements("fast");

        assertThat(assertMismatch("fast", lock(locked(mac))).what()).contains("none of its wheels");
    }

    @Test
    void a_lock_for_another_python_is_refused_and_one_for_this_is_not() {
        bench.requirements("six");

        assertMismatch("pylock.toml", lock("requires-python = \">=3.11\"\n", locked(SIX)));
        assertThat(Bench.wheels(build(lock("requires-python = \">=3.10\"\n", locked(SIX)))))
                .hasSize(1);
    }

    @Test
    void a_lock_for_other_environments_is_refused_and_one_for_this_among_others_is_not() {
        String windows = "\"sys_platform == 'win32'\"";
        bench.requirements("six");

        assertMismatch("pylock.toml", lock("environments = [" + windows + "]\n", locked(SIX)));
        assertThat(Bench.wheels(build(
                        lock("environments = [" + windows + ", \"platform_machine == 'x86_64'\"]\n", locked(SIX)))))
                .hasSize(1);
    }

    @Test
    void the_lock_of_a_build_for_another_target_is_refused() {
        Built built = bench.requirements("six").build();
        bench.fetched.clear();
        Path lock = lockOf(built);
        Request other = new Request(
                bench.input,
                TargetRuntime.parse("dbr-16.4"),
                Optional.empty(),
                Optional.of(lock),
                bench.output,
                RequirementsPolicy.STRICT);

        assertRefused(Code.LOCK_MISMATCH, lock.toString(), () -> bench.useCase().run(other, bench.progress));
    }

    @Test
    void a_wheel_of_the_input_that_the_lock_does_not_name_is_refused() {
        bench.input(wheelFile(wheel("mine", "3.0")));

        assertMismatch("wheels/mine-3.0-py3-none-any.whl", lock(locked(SIX)));
    }

    @Test
    void a_wheel_of_the_input_with_another_digest_than_the_locks_is_refused() {
        WheelMaker mine = wheel("mine", "3.0");
        bench.input(wheelFile(mine.file("mine/more.py", "")));

        assertThat(assertMismatch("mine", lock(locked(mine, "path = \"wheels/" + mine.fileName() + "\"")))
                        .what())
                .contains("wheels/mine-3.0-py3-none-any.whl");
    }

    @Test
    void a_built_project_of_another_version_than_the_locks_is_refused() {
        bench.builder.put(".", wheel("pkg", "1.1"));
        bench.input(project("pkg"), InputFile.text("pkg/__init__.py", ""));
        String directory = "[[packages]]\nname = \"pkg\"\nversion = \"1.0\"\n[packages.directory]\npath = \".\"\n";

        assertMismatch("pkg", lock(directory));
        assertThat(Bench.wheels(build(lock(directory.replace("1.0", "1.1"))))).hasSize(1);
    }

    @Test
    void a_file_that_the_input_does_not_bring_is_refused() {
        bench.requirements("six");

        assertThat(assertMismatch("six", lock(locked(SIX, "path = \"wheels/" + SIX.fileName() + "\"")))
                        .what())
                .contains("does not bring");
        assertThat(assertMismatch("six", lock("[[packages]]\nname = \"six\"\n[packages.directory]\npath = \"six\"\n"))
                        .what())
                .contains("does not bring");
    }

    @Test
    void a_url_that_is_none_of_the_web_is_refused() {
        bench.requirements("six");

        assertMismatch("six", lock(locked(SIX, "url = \"file:///wheels/" + SIX.fileName() + "\"")));
        assertMismatch("six", lock(locked(SIX, "url = \"https://index.test/a b/" + SIX.fileName() + "\"")));
        assertMismatch("six", lock(locked(SIX, "url = \"" + SIX.fileName() + "\"")));
    }

    @Test
    void a_file_of_the_index_with_another_digest_than_the_locks_is_refused() {
        bench.requirements("six");
        String other = FakeIndex.resolved(wheel("six", "1.16")).sha256().toString();
        Path lock = lock(locked(SIX).replace(FakeIndex.resolved(SIX).sha256().toString(), other));

        assertRefused(Code.LOCK_MISMATCH, SIX.fileName(), () -> build(lock));
        assertThat(bench.written()).isEmpty();
    }

    @Test
    void a_lock_without_something_that_is_needed_is_incomplete() {
        WheelMaker demo = wheel("demo", "1.0").requires("six");
        bench.index.add(demo);
        bench.requirements("demo");

        assertRefused(Code.INCOMPLETE, "requirements.txt:1 → demo 1.0 → six", () -> build(lock(locked(demo))));
    }

    @Test
    void a_lock_with_a_version_that_does_not_fit_the_input_is_incomplete() {
        bench.requirements("six>=1.16");

        UserError refused = assertRefused(Code.INCOMPLETE, "requirements.txt:1", () -> build(lock(locked(SIX))));

        assertThat(refused.what()).contains("1.15").contains("six>=1.16");
    }
}
