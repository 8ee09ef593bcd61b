package dev.dyndeps.testkit;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import dev.dyndeps.port.WheelResolver.Request;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link WheelResolver} does. */
public abstract class WheelResolverContract {
    /** What is resolved for: never the Python that the tests run on is assumed. */
    protected static final TargetRuntime TARGET = TargetRuntime.parse("python3.10.12-manylinux_2_35_x86_64");

    @TempDir
    protected Path folder;

    /** One that asks the index of this test, which is empty at first. */
    protected abstract WheelResolver resolver();

    /** Puts wheels into the index. */
    protected abstract void publish(WheelMaker... wheels);

    /** Puts source distributions into the index. */
    protected abstract void publishSdist(WheelMaker... sources);

    /** From now on the index cannot be reached. */
    protected abstract void takeIndexAway();

    @Test
    void nothing_required_is_nothing_resolved() {
        assertThat(resolve().wheels()).isEmpty();
    }

    @Test
    void the_newest_version_that_fits_is_chosen() {
        publish(wheel("demo", "1.0"), wheel("demo", "1.10"), wheel("demo", "1.9"), wheel("demo", "2.0"));

        assertThat(names("demo<2")).containsExactly("demo-1.10-py3-none-any.whl");
    }

    @Test
    void what_a_wheel_requires_comes_too_sorted_by_distribution() {
        publish(wheel("b", "1").requires("c>=1", "a"), wheel("a", "1"), wheel("c", "1"));

        assertThat(names("b")).containsExactly("a-1-py3-none-any.whl", "b-1-py3-none-any.whl", "c-1-py3-none-any.whl");
    }

    @Test
    void the_digest_and_the_place_of_a_wheel_are_told() {
        WheelMaker demo = wheel("demo", "1.0");
        publish(demo);

        ResolvedWheel found = resolve("demo").wheels().get(0);

        assertThat(found.sha256()).isEqualTo(Hashing.sha256().hashBytes(demo.bytes()));
        assertThat(found.url().getPath()).endsWith("/demo-1.0-py3-none-any.whl");
        assertThat(found.url().getUserInfo()).isNull();
    }

    @Test
    void an_extra_brings_what_it_requires_and_no_extra_does_not() {
        publish(wheel("demo", "1").extra("fast").requires("speed; extra == \"fast\""), wheel("speed", "1"));

        assertThat(names("demo")).containsExactly("demo-1-py3-none-any.whl");
        assertThat(names("demo[fast]")).containsExactly("demo-1-py3-none-any.whl", "speed-1-py3-none-any.whl");
    }

    @Test
    void a_requirement_whose_marker_does_not_hold_on_the_target_is_left_out() {
        publish(wheel("demo", "1"), wheel("other", "1"));

        assertThat(names("demo", "other; python_version >= \"3.11\"", "gone; sys_platform == \"win32\""))
                .containsExactly("demo-1-py3-none-any.whl");
    }

    @Test
    void a_wheel_may_be_for_any_tag_of_the_target() {
        publish(
                wheel("a", "1").tagged("cp310-cp310-manylinux_2_35_x86_64"),
                wheel("b", "1").tagged("cp310-cp310-manylinux2014_x86_64"),
                wheel("c", "1").tagged("cp38-abi3-manylinux_2_17_x86_64"),
                wheel("d", "1").tagged("cp310-cp310-manylinux1_x86_64"),
                wheel("e", "1").tagged("py2.py3-none-any"),
                wheel("f", "1").tagged("py3-none-manylinux_2_5_x86_64"),
                wheel("g", "1").tagged("cp310-none-any"));

        assertThat(resolve("a", "b", "c", "d", "e", "f", "g").wheels()).hasSize(7);
    }

    @Test
    void the_newest_version_without_a_wheel_for_the_target_is_passed_over() {
        publish(
                wheel("demo", "2").tagged("cp311-cp311-manylinux_2_17_x86_64"),
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_17_x86_64"));
        publishSdist(wheel("demo", "3"));

        assertThat(names("demo")).containsExactly("demo-1-cp310-cp310-manylinux_2_17_x86_64.whl");
    }

    @Test
    void a_version_that_does_not_support_the_targets_python_is_passed_over() {
        publish(
                wheel("demo", "2").requiresPython(">=3.10.13"),
                wheel("demo", "1").requiresPython(">=3.10.12"));

        assertThat(names("demo")).containsExactly("demo-1-py3-none-any.whl");
    }

    @Test
    void a_pre_release_is_chosen_only_if_it_is_asked_for() {
        publish(wheel("demo", "1.0"), wheel("demo", "2.0rc1"));

        assertThat(names("demo")).containsExactly("demo-1.0-py3-none-any.whl");
        assertThat(names("demo>=2.0rc1")).containsExactly("demo-2.0rc1-py3-none-any.whl");
    }

    @Test
    void a_constraint_holds_for_what_is_required_and_requires_nothing_itself() {
        publish(wheel("demo", "1").requires("base"), wheel("base", "1"), wheel("base", "2"), wheel("idle", "1"));

        Request request = new Request(written("demo"), written("base<2", "idle==1"), ImmutableList.of(), TARGET);

        assertThat(fileNames(resolver().resolve(request)))
                .containsExactly("base-1-py3-none-any.whl", "demo-1-py3-none-any.whl");
    }

    @Test
    void a_local_wheel_wins_over_the_index_for_whoever_asks_for_it() {
        publish(wheel("demo", "1").requires("mine"), wheel("mine", "9"));
        LocalWheel mine = wheel("mine", "1").local(folder);

        Request request = new Request(written("demo"), ImmutableList.of(), ImmutableList.of(mine), TARGET);
        ImmutableList<ResolvedWheel> wheels = resolver().resolve(request).wheels();

        assertThat(wheels)
                .extracting(wheel -> wheel.name().fileName())
                .containsExactly("demo-1-py3-none-any.whl", "mine-1-py3-none-any.whl");
        assertThat(wheels.get(1).url()).isEqualTo(mine.file().toUri());
        assertThat(wheels.get(1).sha256()).isEqualTo(mine.sha256());
    }

    @Test
    void a_local_wheel_that_nobody_asks_for_is_part_of_the_answer_with_what_it_requires() {
        publish(wheel("base", "1"));
        LocalWheel mine = wheel("mine", "1").requires("base").local(folder);

        Request request = new Request(ImmutableList.of(), ImmutableList.of(), ImmutableList.of(mine), TARGET);

        assertThat(fileNames(resolver().resolve(request)))
                .containsExactly("base-1-py3-none-any.whl", "mine-1-py3-none-any.whl");
    }

    @Test
    void a_dependency_may_ask_for_a_local_wheel_with_an_extra() {
        publish(wheel("demo", "1").requires("mine[fast]>=1"), wheel("speed", "1"), wheel("mine", "9"));
        LocalWheel mine = wheel("mine", "1")
                .requires("speed; extra == \"fast\"")
                .extra("fast")
                .local(folder);

        Request request = new Request(written("demo"), ImmutableList.of(), ImmutableList.of(mine), TARGET);

        assertThat(fileNames(resolver().resolve(request)))
                .containsExactly("demo-1-py3-none-any.whl", "mine-1-py3-none-any.whl", "speed-1-py3-none-any.whl");
    }

    @Test
    void a_local_wheel_of_another_version_than_a_dependency_needs_is_a_conflict() {
        publish(wheel("demo", "1").requires("mine>=2"), wheel("mine", "2"));
        LocalWheel mine = wheel("mine", "1").local(folder);

        Request request = new Request(written("demo"), ImmutableList.of(), ImmutableList.of(mine), TARGET);

        assertRefused(request, Code.RESOLUTION_CONFLICT, mine.where(), "requirements.txt:1");
    }

    @Test
    void what_a_local_wheel_requires_comes_from_the_index_with_its_extras() {
        publish(wheel("base", "1"), wheel("speed", "1"));
        LocalWheel mine = wheel("mine", "1")
                .requires("base", "speed; extra == \"fast\"")
                .extra("fast")
                .local(folder);

        Request request = new Request(written("mine[fast]"), ImmutableList.of(), ImmutableList.of(mine), TARGET);

        assertThat(fileNames(resolver().resolve(request)))
                .containsExactly("base-1-py3-none-any.whl", "mine-1-py3-none-any.whl", "speed-1-py3-none-any.whl");
    }

    @Test
    void a_local_wheel_of_another_version_than_required_is_a_conflict() {
        LocalWheel mine = wheel("mine", "1").local(folder);
        publish(wheel("mine", "2"));

        Request request = new Request(written("mine>=2"), ImmutableList.of(), ImmutableList.of(mine), TARGET);

        assertRefused(request, Code.RESOLUTION_CONFLICT, mine.where(), "requirements.txt:1");
    }

    @Test
    void a_conflict_names_every_place_that_is_part_of_it() {
        publish(wheel("demo", "1"), wheel("demo", "2"));
        Request request = new Request(
                ImmutableList.of(
                        sourced("demo==1", "a/requirements.txt:3"), sourced("demo==2", "b/requirements.txt:7")),
                ImmutableList.of(),
                ImmutableList.of(),
                TARGET);

        assertRefused(request, Code.RESOLUTION_CONFLICT, "a/requirements.txt:3", "b/requirements.txt:7");
    }

    @Test
    void a_conflict_further_down_names_those_who_lead_there() {
        publish(wheel("a", "1").requires("c<2"), wheel("b", "1").requires("c>=2"), wheel("c", "1"), wheel("c", "2"));
        Request request = new Request(
                ImmutableList.of(sourced("a", "a/requirements.txt:1"), sourced("b", "b/requirements.txt:1")),
                ImmutableList.of(),
                ImmutableList.of(),
                TARGET);

        assertRefused(request, Code.RESOLUTION_CONFLICT, "a/requirements.txt:1", "b/requirements.txt:1");
    }

    @Test
    void a_name_that_the_index_does_not_have_is_unknown() {
        assertRefused(request("no-such-thing"), Code.DISTRIBUTION_UNKNOWN, "requirements.txt:1");
    }

    @Test
    void a_needed_name_that_the_index_does_not_have_names_who_leads_there() {
        publish(wheel("demo", "1").requires("no-such-thing"));

        assertRefused(request("demo"), Code.DISTRIBUTION_UNKNOWN, "requirements.txt:1");
    }

    @Test
    void a_version_that_the_index_does_not_have_is_unknown_and_those_it_has_are_listed() {
        publish(wheel("demo", "1.5"), wheel("demo", "1.6"));

        assertThatThrownBy(() -> resolver().resolve(request("demo>=2")))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.code()).isEqualTo(Code.VERSION_UNKNOWN);
                    assertThat(error.where()).isEqualTo("requirements.txt:1");
                    assertThat(error.what()).contains("1.5", "1.6");
                });
    }

    @Test
    void a_version_with_wheels_for_other_platforms_only_has_no_wheel() {
        publish(
                wheel("demo", "1").tagged("cp310-cp310-win_amd64"),
                wheel("demo", "1").tagged("cp311-cp311-manylinux_2_17_x86_64"));

        assertRefused(request("demo"), Code.NO_WHEEL, "requirements.txt:1");
    }

    @Test
    void a_wheel_for_a_newer_glibc_than_the_targets_is_no_wheel_for_it() {
        publish(wheel("demo", "1").tagged("cp310-cp310-manylinux_2_36_x86_64"));

        assertRefused(request("demo"), Code.NO_WHEEL, "requirements.txt:1");
    }

    @Test
    void a_version_that_is_there_as_source_only_has_no_wheel() {
        publishSdist(wheel("demo", "1"));

        assertRefused(request("demo==1"), Code.NO_WHEEL, "requirements.txt:1");
    }

    @Test
    void a_version_for_newer_pythons_only_says_so() {
        publish(wheel("demo", "1").requiresPython(">=3.11"));

        assertRefused(request("demo"), Code.REQUIRES_PYTHON, "requirements.txt:1");
    }

    @Test
    void a_hash_that_fits_is_fine() {
        WheelMaker demo = wheel("demo", "1");
        publish(demo);

        assertThat(fileNames(resolver().resolve(hashed(FakeIndex.hash(demo)))))
                .containsExactly("demo-1-py3-none-any.whl");
    }

    @Test
    void a_hash_that_does_not_fit_is_refused() {
        publish(wheel("demo", "1"));

        assertRefused(hashed("sha256:" + "0".repeat(64)), Code.LOCK_MISMATCH, "requirements.txt:1");
    }

    @Test
    void a_hash_that_does_not_fit_is_refused_beside_requirements_without_hashes_too() {
        publish(wheel("demo", "1"), wheel("other", "1"));
        Request request = new Request(
                ImmutableList.<SourcedRequirement>builder()
                        .addAll(hashed("sha256:" + "0".repeat(64)).requirements())
                        .add(sourced("other", "requirements.txt:2"))
                        .build(),
                ImmutableList.of(),
                ImmutableList.of(),
                TARGET);

        assertRefused(request, Code.LOCK_MISMATCH, "requirements.txt:1");
    }

    @Test
    void an_index_that_cannot_be_reached_is_a_remote_error() {
        takeIndexAway();

        assertThatThrownBy(() -> resolver().resolve(request("demo"))).isInstanceOf(RemoteError.class);
    }

    @Test
    void the_tool_and_its_version_are_told() {
        assertThat(resolve().tool()).matches("\\w+ \\d[\\d.]*");
    }

    /** Resolves requirements written in lines of {@code requirements.txt}. */
    protected WheelResolver.Resolution resolve(String... requirements) {
        return resolver().resolve(request(requirements));
    }

    protected List<String> names(String... requirements) {
        return fileNames(resolve(requirements));
    }

    protected static List<String> fileNames(WheelResolver.Resolution resolution) {
        return resolution.wheels().stream()
                .map(wheel -> wheel.name().fileName())
                .toList();
    }

    protected static Request request(String... requirements) {
        return new Request(written(requirements), ImmutableList.of(), ImmutableList.of(), TARGET);
    }

    protected static SourcedRequirement sourced(String requirement, String where) {
        return new SourcedRequirement(Requirement.parse(requirement), ImmutableSortedSet.of(), where);
    }

    private static Request hashed(String hash) {
        SourcedRequirement demo =
                new SourcedRequirement(Requirement.parse("demo==1"), ImmutableSortedSet.of(hash), "requirements.txt:1");
        return new Request(ImmutableList.of(demo), ImmutableList.of(), ImmutableList.of(), TARGET);
    }

    private static ImmutableList<SourcedRequirement> written(String... requirements) {
        ImmutableList.Builder<SourcedRequirement> all = ImmutableList.builder();
        List<String> lines = Arrays.asList(requirements);
        for (int i = 0; i < lines.size(); i++) {
            all.add(sourced(lines.get(i), "requirements.txt:" + (i + 1)));
        }
        return all.build();
    }

    protected void assertRefused(Request request, Code code, String... places) {
        assertThatThrownBy(() -> resolver().resolve(request)).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.where()).contains(places);
        });
    }
}
