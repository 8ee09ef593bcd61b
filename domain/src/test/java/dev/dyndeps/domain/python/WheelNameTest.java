package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelNameTest {
    @Test
    void a_name_has_a_distribution_a_version_and_tags() {
        WheelName wheel = WheelName.parse("Foo.Bar-1.0rc1+Local_1-cp310-cp310-linux_x86_64.whl");
        assertThat(wheel.name()).isEqualTo(DistributionName.of("foo-bar"));
        assertThat(wheel.version()).hasToString("1.0rc1+local.1");
        assertThat(wheel.build()).isEmpty();
        assertThat(wheel.tags()).containsExactly(new WheelTag("cp310", "cp310", "linux_x86_64"));
        assertThat(wheel.fileName()).isEqualTo("Foo.Bar-1.0rc1+Local_1-cp310-cp310-linux_x86_64.whl");
    }

    @Test
    void compressed_tags_are_written_out() {
        assertThat(WheelName.parse("a-1-py2.py3-none.abi3-Any.whl").tags())
                .extracting(WheelTag::toString)
                .containsExactlyInAnyOrder("py2-none-any", "py2-abi3-any", "py3-none-any", "py3-abi3-any");
    }

    @Test
    void a_build_tag_begins_with_a_digit() {
        assertThat(WheelName.parse("a-1-2_x-py3-none-any.whl").build()).isEqualTo("2_x");
        assertRefused("a-1-x2-py3-none-any.whl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".whl",
                "a",
                "a-1-py3-none-any.zip",
                "a-1-py3-none-any.WHL",
                "a-1-none-any.whl",
                "a-1-1-1-py3-none-any.whl",
                "-1-py3-none-any.whl",
                "_a-1-py3-none-any.whl",
                "a_-1-py3-none-any.whl",
                "a__b-1-py3-none-any.whl",
                "a-x-py3-none-any.whl",
                "a-1_1-py3-none-any.whl",
                "a--py3-none-any.whl",
                "a-1--py3-none-any.whl",
                "a-1-py3--any.whl",
                "a-1-py3.-none-any.whl",
                "a-1-py3-none-any .whl",
                "a- 1-py3-none-any.whl",
                "dir/a-1-py3-none-any.whl",
                "..\\a-1-py3-none-any.whl",
                "é-1-py3-none-any.whl"
            })
    void anything_else_is_refused_by_its_file_name(String fileName) {
        assertRefused(fileName);
    }

    @Test
    void a_name_may_stand_for_a_thousand_tags_and_not_for_more() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "py" + i).collect(Collectors.joining("."));
        String ten = IntStream.range(0, 10).mapToObj(i -> "p" + i).collect(Collectors.joining("."));
        assertThat(WheelName.parse("a-1-" + hundred + "-none-" + ten + ".whl").tags())
                .hasSize(1_000);
        assertRefused("a-1-" + hundred + "-none-" + ten + ".p10.whl");
    }

    private static void assertRefused(String fileName) {
        assertThatThrownBy(() -> WheelName.parse(fileName)).isInstanceOfSatisfying(UserError.class, error -> {
            assertThat(error.code()).isEqualTo(Code.WHEEL_NAME);
            assertThat(error.where()).isEqualTo(fileName);
        });
    }
}
