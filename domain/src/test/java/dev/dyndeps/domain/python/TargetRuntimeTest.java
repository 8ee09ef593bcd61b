package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetRuntimeTest {
    @ParameterizedTest
    @CsvSource({
        "dbr-13.3, 3.10.0, 35",
        "dbr-14.3, 3.10.12, 35",
        "dbr-15.4, 3.11.0, 35",
        "dbr-16.4, 3.12.3, 39",
        "dbr-17.3, 3.12.3, 39",
        "dbr-18, 3.12.3, 39",
        "serverless-1, 3.10.12, 35",
        "serverless-2, 3.11.10, 35",
        "serverless-3, 3.12.3, 39",
        "serverless-4, 3.12.3, 39",
        "serverless-5, 3.12.3, 39"
    })
    void a_known_name_stands_for_its_python_and_glibc(String name, String python, int glibcMinor) {
        TargetRuntime target = TargetRuntime.parse(name);
        assertThat(target.fullVersion()).isEqualTo(python);
        assertThat(target.glibcMinor()).isEqualTo(glibcMinor);
        assertThat(target.architecture()).isEqualTo("x86_64");
        assertThat(target.name()).isEqualTo(name);
    }

    @Test
    void a_target_may_be_spelled_out() {
        TargetRuntime target = TargetRuntime.parse("python3.11-manylinux_2_31_aarch64");
        assertThat(target.python()).isEqualTo(new PythonVersion(3, 11));
        assertThat(target.fullVersion()).isEqualTo("3.11.0");
        assertThat(target.glibcMinor()).isEqualTo(31);
        assertThat(target.architecture()).isEqualTo("aarch64");
        assertThat(target.spelledOut()).isEqualTo(target.name());
        assertThat(TargetRuntime.parse("python3.11.4-manylinux_2_31_aarch64").fullVersion())
                .isEqualTo("3.11.4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "local",
                "dbr-12.2",
                "DBR-14.3",
                "python3.7-manylinux_2_35_x86_64",
                "python2.7-manylinux_2_35_x86_64",
                "python3.10-manylinux_2_4_x86_64",
                "python3.10-manylinux_2_16_aarch64",
                "python3.10-manylinux_2_200_x86_64",
                "python3.10-manylinux_2_99999999999_x86_64",
                "python3-manylinux_2_35_x86_64",
                "python3.10-manylinux_2_35_riscv64",
                "python3.10-manylinux_2_35_x86_64 ",
                "python3..1-manylinux_2_35_x86_64",
                "python3.1.2.3-manylinux_2_35_x86_64",
                "python.3.10-manylinux_2_35_x86_64"
            })
    void any_other_target_is_refused_with_the_known_names(String text) {
        assertThatThrownBy(() -> TargetRuntime.parse(text)).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.TARGET_UNKNOWN);
            assertThat(error.where()).contains(text);
            assertThat(error.next()).contains("dbr-14.3", "serverless-5");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "a-1-py3-none-any.whl, true",
        "a-1-py2.py3-none-any.whl, true",
        "a-1-py2-none-any.whl, false",
        "a-1-py310-none-any.whl, true",
        "a-1-py311-none-any.whl, false",
        "a-1-cp310-cp310-manylinux_2_35_x86_64.whl, true",
        "a-1-cp310-cp310-manylinux_2_36_x86_64.whl, false",
        "a-1-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl, true",
        "a-1-cp310-cp310-manylinux1_x86_64.whl, true",
        "a-1-cp310-cp310-linux_x86_64.whl, true",
        "a-1-cp310-cp310-manylinux2014_aarch64.whl, false",
        "a-1-cp310-cp310-musllinux_1_1_x86_64.whl, false",
        "a-1-cp310-cp310-macosx_11_0_arm64.whl, false",
        "a-1-cp310-cp310-win_amd64.whl, false",
        "a-1-cp311-cp311-manylinux2014_x86_64.whl, false",
        "a-1-cp37-abi3-manylinux2014_x86_64.whl, true",
        "a-1-cp32-abi3-manylinux2014_x86_64.whl, true",
        "a-1-cp31-abi3-manylinux2014_x86_64.whl, false",
        "a-1-cp311-abi3-manylinux2014_x86_64.whl, false",
        "a-1-py3-none-manylinux2014_x86_64.whl, true"
    })
    void a_wheel_is_supported_if_one_of_its_tags_is(String wheel, boolean supported) {
        assertThat(TargetRuntime.parse("dbr-14.3").supports(WheelName.parse(wheel)))
                .isEqualTo(supported);
    }

    @Test
    void the_most_specific_tag_comes_first_and_any_python_3_last() {
        assertThat(TargetRuntime.parse("dbr-14.3").supportedTags())
                .startsWith(new WheelTag("cp310", "cp310", "manylinux_2_35_x86_64"))
                .endsWith(new WheelTag("py30", "none", "any"))
                .doesNotHaveDuplicates();
    }

    @Test
    void older_names_stand_behind_the_glibc_they_mean() {
        assertThat(TargetRuntime.parse("python3.10-manylinux_2_17_x86_64").platformTags())
                .startsWith("manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux_2_16_x86_64")
                .containsSequence("manylinux_2_12_x86_64", "manylinux2010_x86_64", "manylinux_2_11_x86_64")
                .endsWith("manylinux_2_5_x86_64", "manylinux1_x86_64", "linux_x86_64");
        assertThat(TargetRuntime.parse("python3.10-manylinux_2_18_aarch64").platformTags())
                .containsExactly(
                        "manylinux_2_18_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64", "linux_aarch64");
    }

    @Test
    void its_markers_are_those_of_cpython_on_linux() {
        MarkerEnvironment markers = TargetRuntime.parse("dbr-14.3").markers();
        assertThat(Marker.parse("python_version == '3.10' and python_full_version == '3.10.12' and os_name == 'posix'"
                                + " and sys_platform == 'linux' and platform_system == 'Linux' and extra == ''"
                                + " and platform_machine == 'x86_64' and implementation_name == 'cpython'"
                                + " and platform_python_implementation == 'CPython'"
                                + " and implementation_version == '3.10.12'")
                        .holds(markers))
                .isTrue();
    }

    @Test
    void the_local_machine_is_described_by_its_facts() {
        TargetRuntime local = TargetRuntime.local("3.13.0+", 36, "amd64");
        assertThat(local.name()).isEqualTo("local");
        assertThat(local.fullVersion()).isEqualTo("3.13.0");
        assertThat(local.spelledOut()).isEqualTo("python3.13-manylinux_2_36_x86_64");
        assertThat(TargetRuntime.local("3.14.0rc1", 36, "arm64").markers().values())
                .containsEntry("python_full_version", "3.14.0rc1")
                .containsEntry("python_version", "3.14")
                .containsEntry("platform_machine", "aarch64");
        assertThatThrownBy(() -> TargetRuntime.local("3.12.1", 36, "riscv64"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("riscv64");
    }
}
