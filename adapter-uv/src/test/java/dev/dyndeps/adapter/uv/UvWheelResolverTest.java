package dev.dyndeps.adapter.uv;

import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.toml.TomljReader;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is uv's own way, beyond the contract of all resolvers. */
class UvWheelResolverTest {
    private static final TargetRuntime TARGET = TargetRuntime.parse("python3.10.12-manylinux_2_35_x86_64");

    private final PackageIndex index = PackageIndex.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void markers_of_dependencies_are_those_of_the_target_whatever_python_is_here() {
        index.add(
                wheel("demo", "1").requires("tomli; python_version < \"3.11\"", "newer; python_version >= \"3.13\""),
                wheel("tomli", "2"),
                wheel("newer", "1"));

        assertThat(resolve(TARGET, "demo")).containsExactly("demo", "tomli");
        assertThat(resolve(TargetRuntime.parse("python3.13-manylinux_2_35_x86_64"), "demo"))
                .containsExactly("demo", "newer");
    }

    @Test
    void another_architecture_gets_its_own_wheels() {
        index.add(
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_17_x86_64"),
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_17_aarch64"));

        assertThat(wheels(request(TargetRuntime.parse("python3.10-manylinux_2_35_aarch64"), "demo")))
                .extracting(wheel -> wheel.name().fileName())
                .containsExactly("demo-1-cp310-cp310-manylinux_2_17_aarch64.whl");
    }

    @Test
    void of_several_wheels_the_most_specific_is_taken() {
        index.add(
                wheel("demo", "1"),
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_28_x86_64"),
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_17_x86_64"));

        assertThat(wheels(request(TARGET, "demo")).get(0).name().fileName()).contains("manylinux_2_28");
    }

    @Test
    void a_hash_chooses_the_file_that_it_belongs_to() {
        index.add(
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_28_x86_64"),
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_17_x86_64"));
        byte[] older =
                wheel("demo", "1").tagged("cp310-cp310-manylinux_2_17_x86_64").bytes();

        assertThat(wheels(hashed("demo==1", older)).get(0).name().fileName()).contains("manylinux_2_17");
    }

    @Test
    void a_dependency_without_a_hash_is_refused_where_all_requirements_have_one() {
        index.add(wheel("demo", "1").requires("base"), wheel("base", "1"));

        assertThatThrownBy(() -> wheels(
                        hashed("demo==1", wheel("demo", "1").requires("base").bytes())))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.code()).isEqualTo(Code.LOCK_MISMATCH);
                    assertThat(error.what()).contains("base");
                });
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

        assertThat(wheels(request(TARGET, "demo")).get(0).sha256())
                .isEqualTo(Hashing.sha256().hashBytes(wheel("demo", "1").bytes()));
    }

    @Test
    void a_wheel_by_url_that_does_not_run_on_the_target_is_refused() {
        index.add(wheel("demo", "1").tagged("cp310-cp310-win_amd64"));

        assertThatThrownBy(() -> resolve(TARGET, "demo @ " + index.fileUrl("demo-1-cp310-cp310-win_amd64.whl")))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.code()).isEqualTo(Code.NO_WHEEL);
                    assertThat(error.where()).isEqualTo("requirements.txt:1");
                });
    }

    @Test
    void credentials_of_the_index_are_used_and_never_shown() {
        index.requirePassword("me", "s3cret-pw").add(wheel("demo", "1"));
        UvTools tools = TestUv.with(
                folder, Map.of("PIP_INDEX_URL", index.url("me", "s3cret-pw").toString()));

        assertThat(wheels(tools, request(TARGET, "demo")).get(0).url().toString())
                .doesNotContain("s3cret-pw", "@");
        assertThatThrownBy(() -> wheels(tools, request(TARGET, "gone")))
                .isInstanceOf(UserError.class)
                .hasMessageNotContaining("s3cret-pw");
        assertThat(logs())
                .isNotEmpty()
                .allSatisfy(log -> assertThat(log).content().doesNotContain("s3cret-pw"));
    }

    @Test
    void a_password_may_come_from_netrc() throws Exception {
        index.requirePassword("me", "s3cret-pw").add(wheel("demo", "1"));
        Files.writeString(folder.resolve(".netrc"), "machine 127.0.0.1 login me password s3cret-pw\n");

        assertThat(resolve(TARGET, "demo")).containsExactly("demo");
    }

    @Test
    void a_wrong_password_is_a_remote_error_that_says_where_passwords_are_looked_up() {
        index.requirePassword("me", "right").add(wheel("demo", "1"));

        assertThatThrownBy(() -> resolve(TARGET, "demo")).isInstanceOfSatisfying(RemoteError.class, error -> {
            assertThat(error).hasMessageContaining("401");
            assertThat(error.next()).contains("netrc");
        });
    }

    @Test
    void an_index_that_answers_500_is_a_remote_error() {
        index.add(wheel("demo", "1")).on(path -> path.startsWith("/simple"), Fault.status(500));

        assertThatThrownBy(() -> resolve(TARGET, "demo"))
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("500");
    }

    @Test
    void a_file_host_that_fails_is_a_remote_error() {
        index.add(wheel("demo", "1")).on(path -> path.startsWith("/files"), Fault.status(403));

        assertThatThrownBy(() -> resolve(TARGET, "demo"))
                .isInstanceOf(RemoteError.class)
                .hasMessageContaining("403");
    }

    @Test
    void the_best_version_of_all_indexes_and_folders_of_the_operator_is_taken() throws Exception {
        index.add(wheel("one", "1"));
        wheel("three", "1").writeTo(folder.resolve("wheels"));
        try (PackageIndex second = PackageIndex.start()) {
            second.add(wheel("one", "2"), wheel("two", "1"));
            Path conf = Files.writeString(
                    folder.resolve("pip.conf"),
                    "[global]\nindex-url = " + index.url() + "\n[install]\nextra-index-url =\n    " + second.url()
                            + "\n");
            UvTools tools = TestUv.with(
                    folder,
                    Map.of(
                            "PIP_CONFIG_FILE", conf.toString(),
                            "PIP_FIND_LINKS", folder.resolve("wheels").toString()));

            assertThat(wheels(tools, request(TARGET, "one", "two", "three")))
                    .extracting(wheel -> wheel.name().fileName())
                    .containsExactly("one-2-py3-none-any.whl", "three-1-py3-none-any.whl", "two-1-py3-none-any.whl");
        }
    }

    @Test
    void no_index_leaves_the_folders() {
        index.add(wheel("demo", "2"));
        wheel("demo", "1").writeTo(folder.resolve("wheels"));
        UvTools tools = TestUv.with(
                folder,
                Map.of(
                        "PIP_INDEX_URL", index.url().toString(),
                        "PIP_NO_INDEX", "1",
                        "PIP_FIND_LINKS", folder.resolve("wheels").toString()));

        assertThat(wheels(tools, request(TARGET, "demo")).get(0).url().getScheme())
                .isEqualTo("file");
        assertThat(index.requests()).isEmpty();
    }

    @Test
    void the_operators_own_settings_of_uv_do_not_bend_the_work() throws Exception {
        index.add(wheel("demo", "1"), wheel("demo", "2"));
        Files.createDirectories(folder.resolve(".config/uv"));
        Files.writeString(folder.resolve(".config/uv/uv.toml"), "resolution = \"lowest\"\n");
        UvTools tools = TestUv.with(
                folder,
                Map.of(
                        "PIP_INDEX_URL", index.url().toString(),
                        "UV_RESOLUTION", "lowest",
                        "UV_OFFLINE", "1",
                        "UV_DEFAULT_INDEX", "http://127.0.0.1:1/simple/"));

        assertThat(wheels(tools, request(TARGET, "demo")).get(0).name().fileName())
                .startsWith("demo-2-");
    }

    @Test
    void a_glibc_that_uv_has_no_name_for_is_said() {
        assertThatThrownBy(() -> resolve(TargetRuntime.parse("python3.10-manylinux_2_30_x86_64"), "demo"))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.code()).isEqualTo(Code.OPTION_INVALID);
                    assertThat(error.what()).contains("glibc 2.30");
                });
    }

    @Test
    void an_error_names_the_log_that_has_uvs_own_words_and_a_success_leaves_none() {
        index.add(wheel("demo", "1"));
        resolve(TARGET, "demo");
        assertThat(logs()).isEmpty();

        assertThatThrownBy(() -> resolve(TARGET, "gone")).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(logs()).hasSize(1);
            assertThat(error.next()).contains(logs().get(0).toString());
        });
    }

    @Test
    void a_missing_wheel_is_told_with_the_tags_that_are_there_and_the_versions_that_would_do() {
        index.add(wheel("demo", "2").tagged("cp310-cp310-win_amd64"), wheel("demo", "1"));

        assertThatThrownBy(() -> resolve(TARGET, "demo==2")).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.NO_WHEEL);
            assertThat(error.what()).contains("cp310-cp310-win_amd64", "python3.10-manylinux_2_35_x86_64", "are 1");
        });
    }

    @Test
    void what_a_dependency_needs_and_nothing_is_is_told_with_who_needs_it() {
        index.add(wheel("lead", "1").requires("base>=3"), wheel("base", "1"), wheel("base", "2"));

        assertThatThrownBy(() -> resolve(TARGET, "lead")).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.VERSION_UNKNOWN);
            assertThat(error.where()).isEqualTo("requirements.txt:1");
            assertThat(error.what()).contains("base>=3, which lead needs,", "it has 2, 1");
        });
    }

    @Test
    void a_conflict_among_versions_of_which_some_have_no_wheel_is_a_conflict() {
        index.add(
                wheel("x", "1").requires("c<2"),
                wheel("x", "2").requires("c<1"),
                wheel("x", "3").tagged("cp310-cp310-win_amd64"),
                wheel("c", "1"),
                wheel("c", "2"));

        assertThatThrownBy(() -> resolve(TARGET, "x", "c>=2")).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.RESOLUTION_CONFLICT);
            assertThat(error.what()).contains("x<=1 depends on c<2", "c>=2").doesNotContain("we can conclude");
        });
    }

    private List<String> resolve(TargetRuntime target, String... requirements) {
        return wheels(request(target, requirements)).stream()
                .map(wheel -> wheel.name().name().value())
                .toList();
    }

    private List<String> versions(String requirement) {
        return wheels(request(TARGET, requirement)).stream()
                .map(wheel -> wheel.name().version().toString())
                .toList();
    }

    private ImmutableList<ResolvedWheel> wheels(Request request) {
        return wheels(TestUv.of(index, folder), request);
    }

    private ImmutableList<ResolvedWheel> wheels(UvTools tools, Request request) {
        return new UvWheelResolver(tools, new FakeWorkspaces(folder), new TomljReader())
                .resolve(request)
                .wheels();
    }

    private static Request request(TargetRuntime target, String... requirements) {
        return new Request(
                Arrays.stream(requirements)
                        .map(text -> new SourcedRequirement(
                                Requirement.parse(text), ImmutableSortedSet.of(), "requirements.txt:1"))
                        .collect(ImmutableList.toImmutableList()),
                ImmutableList.of(),
                ImmutableList.of(),
                target);
    }

    private static Request hashed(String requirement, byte[] file) {
        String hash = "sha256:" + Hashing.sha256().hashBytes(file);
        SourcedRequirement sourced = new SourcedRequirement(
                Requirement.parse(requirement), ImmutableSortedSet.of(hash), "requirements.txt:1");
        return new Request(ImmutableList.of(sourced), ImmutableList.of(), ImmutableList.of(), TARGET);
    }

    private List<Path> logs() {
        Path logs = folder.resolve("cache/logs");
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
