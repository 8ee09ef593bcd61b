package dev.dyndeps.adapter.pip;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.Request;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.Fault;
import dev.dyndeps.testkit.PackageIndex;
import dev.dyndeps.testkit.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pip's own way, beyond the contract of all resolvers. */
class PipWheelResolverTest {
    private static final TargetRuntime PYTHON_3_10 = TargetRuntime.parse("python3.10.12-manylinux_2_35_x86_64");
    private static final TargetRuntime PYTHON_3_13 = TargetRuntime.parse("python3.13-manylinux_2_35_x86_64");

    private final PackageIndex index = PackageIndex.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void markers_of_dependencies_are_those_of_the_target_whatever_python_pip_runs_on() {
        index.add(
                wheel("demo", "1").requires("tomli; python_version < \"3.11\"", "newer; python_version >= \"3.13\""),
                wheel("tomli", "2"),
                wheel("newer", "1"));

        assertThat(resolve(PYTHON_3_10, "demo")).containsExactly("demo", "tomli");
        assertThat(resolve(PYTHON_3_13, "demo")).containsExactly("demo", "newer");
    }

    @Test
    void what_only_the_python_of_pip_would_need_does_not_have_to_exist() {
        index.add(wheel("demo", "1").requires("nowhere; python_version != \"3.10\""));

        assertThat(resolve(PYTHON_3_10, "demo")).containsExactly("demo");
    }

    @Test
    void a_yanked_version_is_passed_over_unless_it_is_pinned() {
        index.add(wheel("demo", "1")).add(Release.of(wheel("demo", "2")).yanked("broken"));

        assertThat(versions("demo")).containsExactly("1");
        assertThat(versions("demo==2")).containsExactly("2");
    }

    @Test
    void an_index_without_digests_gets_them_computed() {
        index.add(Release.of(wheel("demo", "1")).withoutDigest());

        ResolvedWheel demo = wheels(request(PYTHON_3_10, "demo")).get(0);

        assertThat(demo.sha256())
                .isEqualTo(Hashing.sha256().hashBytes(wheel("demo", "1").bytes()));
    }

    @Test
    void credentials_of_the_index_are_used_and_never_shown() {
        index.requirePassword("me", "s3cret-pw").add(wheel("demo", "1"));
        PipTools tools = TestPip.with(
                folder, Map.of("PIP_INDEX_URL", index.url("me", "s3cret-pw").toString()));

        assertThat(wheels(tools, request(PYTHON_3_10, "demo")).get(0).url().toString())
                .doesNotContain("s3cret-pw", "@");
        assertThatThrownBy(() -> wheels(tools, request(PYTHON_3_10, "gone")))
                .isInstanceOf(UserError.class)
                .hasMessageNotContaining("s3cret-pw");
        assertThat(logs())
                .isNotEmpty()
                .allSatisfy(log -> assertThat(log).content().doesNotContain("s3cret-pw"));
    }

    @Test
    void a_password_may_come_from_netrc() throws Exception {
        index.requirePassword("me", "s3cret-pw").add(wheel("demo", "1"));
        Path netrc = Files.writeString(folder.resolve(".netrc"), "machine 127.0.0.1 login me password s3cret-pw\n");
        netrc.toFile().setReadable(true, true);

        assertThat(resolve(PYTHON_3_10, "demo")).containsExactly("demo");
    }

    @Test
    void a_wrong_password_is_a_remote_error_that_says_where_passwords_are_looked_up() {
        index.requirePassword("me", "right").add(wheel("demo", "1"));

        assertThatThrownBy(() -> resolve(PYTHON_3_10, "demo")).isInstanceOfSatisfying(RemoteError.class, error -> {
            assertThat(error).hasMessageContaining("401");
            assertThat(error.next()).contains("netrc");
        });
    }

    @Test
    void an_index_that_answers_500_is_a_remote_error() {
        index.add(wheel("demo", "1")).on(path -> path.startsWith("/simple"), Fault.status(500));

        assertThatThrownBy(() -> resolve(PYTHON_3_10, "demo"))
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("500");
    }

    @Test
    void a_file_host_that_fails_is_a_remote_error() {
        index.add(wheel("demo", "1")).on(path -> path.startsWith("/files"), Fault.status(403));

        assertThatThrownBy(() -> resolve(PYTHON_3_10, "demo"))
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("403");
    }

    @Test
    void a_second_index_and_a_folder_of_wheels_of_the_operator_are_honoured() {
        index.add(wheel("one", "1"));
        wheel("three", "1").writeTo(folder.resolve("wheels"));
        try (PackageIndex second = PackageIndex.start()) {
            second.add(wheel("two", "1"));
            PipTools tools = TestPip.with(
                    folder,
                    Map.of(
                            "PIP_INDEX_URL", index.url().toString(),
                            "PIP_EXTRA_INDEX_URL", second.url().toString(),
                            "PIP_FIND_LINKS", folder.resolve("wheels").toString()));

            assertThat(names(wheels(tools, request(PYTHON_3_10, "one", "two", "three"))))
                    .containsExactly("one", "three", "two");
        }
    }

    @Test
    void settings_of_the_operator_that_would_bend_the_work_are_ignored() {
        index.add(wheel("demo", "1"));
        PipTools tools = TestPip.with(
                folder,
                Map.of(
                        "PIP_INDEX_URL", index.url().toString(),
                        "PIP_REQUIRE_VIRTUALENV", "1",
                        "PIP_USER", "1",
                        "PIP_TARGET", "/nowhere",
                        "PIP_NO_BINARY", ":all:",
                        "PIP_NO_DEPS", "1",
                        "PYTHONPATH", "/nowhere"));

        assertThat(names(wheels(tools, request(PYTHON_3_10, "demo")))).containsExactly("demo");
    }

    @Test
    void hashes_of_all_requirements_choose_the_file_that_they_belong_to() {
        index.add(
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_28_x86_64"),
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_17_x86_64"));
        String older = "sha256:"
                + Hashing.sha256()
                        .hashBytes(wheel("demo", "1")
                                .tagged("cp310-cp310-manylinux_2_17_x86_64")
                                .bytes());
        SourcedRequirement demo = new SourcedRequirement(
                Requirement.parse("demo==1"), ImmutableSortedSet.of(older), "requirements.txt:1");

        Request request = new Request(ImmutableList.of(demo), ImmutableList.of(), ImmutableList.of(), PYTHON_3_10);

        assertThat(wheels(request).get(0).name().fileName()).contains("manylinux_2_17");
    }

    @Test
    void a_dependency_without_a_hash_is_refused_where_all_requirements_have_one() {
        index.add(wheel("demo", "1").requires("base"), wheel("base", "1"));
        String hash = "sha256:"
                + Hashing.sha256().hashBytes(wheel("demo", "1").requires("base").bytes());
        SourcedRequirement demo =
                new SourcedRequirement(Requirement.parse("demo==1"), ImmutableSortedSet.of(hash), "requirements.txt:1");

        Request request = new Request(ImmutableList.of(demo), ImmutableList.of(), ImmutableList.of(), PYTHON_3_10);

        assertThatThrownBy(() -> wheels(request)).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.LOCK_MISMATCH);
            assertThat(error.what()).contains("base");
        });
    }

    @Test
    void an_error_names_the_log_that_has_pips_own_words_and_a_success_leaves_none() {
        index.add(wheel("demo", "1"));
        resolve(PYTHON_3_10, "demo");
        assertThat(logs()).isEmpty();

        assertThatThrownBy(() -> resolve(PYTHON_3_10, "gone")).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(logs()).hasSize(1);
            assertThat(error.next()).contains(logs().get(0).toString());
        });
    }

    @Test
    void a_missing_wheel_is_told_with_the_tags_that_are_there_and_the_versions_that_would_do() {
        index.add(wheel("demo", "2").tagged("cp310-cp310-win_amd64"), wheel("demo", "1"));

        assertThatThrownBy(() -> resolve(PYTHON_3_10, "demo==2")).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.NO_WHEEL);
            assertThat(error.what()).contains("cp310-cp310-win_amd64", "python3.10-manylinux_2_35_x86_64", "are 1");
        });
    }

    @Test
    void a_conflict_is_told_with_both_requirements_and_where_they_were_written() {
        index.add(wheel("a", "1").requires("c<2"), wheel("c", "1"), wheel("c", "2"));
        Request request = new Request(
                ImmutableList.of(sourced("a", "svc/requirements.txt:3"), sourced("c>=2", "lib/requirements.txt:7")),
                ImmutableList.of(),
                ImmutableList.of(),
                PYTHON_3_10);

        assertThatThrownBy(() -> wheels(request))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("c>=2 (lib/requirements.txt:7)")
                .hasMessageContaining("a 1 depends on c<2 (svc/requirements.txt:3)");
    }

    private List<String> resolve(TargetRuntime target, String... requirements) {
        return names(wheels(request(target, requirements)));
    }

    private List<String> versions(String requirement) {
        return wheels(request(PYTHON_3_10, requirement)).stream()
                .map(wheel -> wheel.name().version().toString())
                .toList();
    }

    private ImmutableList<ResolvedWheel> wheels(Request request) {
        return wheels(TestPip.of(index, folder), request);
    }

    private ImmutableList<ResolvedWheel> wheels(PipTools tools, Request request) {
        return new PipWheelResolver(tools, new FakeWorkspaces(folder))
                .resolve(request)
                .wheels();
    }

    private static List<String> names(ImmutableList<ResolvedWheel> wheels) {
        return wheels.stream().map(wheel -> wheel.name().name().value()).toList();
    }

    private static Request request(TargetRuntime target, String... requirements) {
        return new Request(
                Arrays.stream(requirements)
                        .map(text -> sourced(text, "requirements.txt:1"))
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.of(),
                ImmutableList.of(),
                target);
    }

    private static SourcedRequirement sourced(String requirement, String where) {
        return new SourcedRequirement(Requirement.parse(requirement), ImmutableSortedSet.of(), where);
    }

    private List<Path> logs() {
        Path logs = folder.resolve("cache/logs");
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
