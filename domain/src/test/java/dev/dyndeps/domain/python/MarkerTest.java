package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
    private static final MarkerEnvironment DBR = TargetRuntime.parse("dbr-14.3").markers();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "python_version < '3.11' | true",
                "python_version < '3.9' | false",
                "'3.9' < python_version | true",
                "python_version == '3.*' | true",
                "python_version ~= '3.8' | true",
                "python_version in '3.9, 3.10' | true",
                "python_version not in '3.9 3.11' | true",
                "python_version === '3.10' | true",
                "python_version === '3.10.0' | false",
                "python_full_version >= '3.10.12' | true",
                "python_full_version > '3.10.12' | false",
                "'linux' in sys_platform | true",
                "sys_platform == 'Linux' | false",
                "platform_machine > 'x' | true",
                "platform_release >= '5' | false",
                "os_name === 'POSIX' | true",
                "implementation_name == implementation_name | true",
                "python_version < '3.8.*' | true"
            })
    void versions_are_compared_as_versions_and_all_else_as_texts(String marker, boolean holds) {
        assertThat(Marker.parse(marker).holds(DBR)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "os_name == 'x' or os_name == 'posix' and sys_platform == 'linux' | true",
                "(os_name == 'x' or os_name == 'posix') and sys_platform == 'x' | false",
                "os_name == 'posix' or os_name == 'x' and sys_platform == 'x' | true",
                "((os_name == 'posix')) | true"
            })
    void and_binds_tighter_than_or(String marker, boolean holds) {
        assertThat(Marker.parse(marker).holds(DBR)).isEqualTo(holds);
    }

    @Test
    void names_of_extras_are_compared_in_their_normal_form() {
        Marker marker = Marker.parse("extra == 'Foo.Bar'");
        assertThat(marker.holds(DBR)).isFalse();
        assertThat(marker.holds(DBR.withExtra("foo_bar"))).isTrue();
        assertThat(marker.holds(DBR.withExtra("foo"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "os.name=='x'and(sys.platform!='y') | os_name == \"x\" and sys_platform != \"y\"",
                "python_implementation not  in \"x\" | platform_python_implementation not in \"x\"",
                "(os_name=='a'or(os_name=='b'or os_name=='c'))and os_name=='d'"
                        + " | (os_name == \"a\" or os_name == \"b\" or os_name == \"c\") and os_name == \"d\"",
                "(os_name=='a'and os_name=='b')or os_name=='c' | os_name == \"a\" and os_name == \"b\" or os_name == \"c\"",
                "extra == 'A__B' | extra == \"a-b\"",
                "os_name == 'say \"x\"' | os_name == 'say \"x\"'"
            })
    void the_text_is_canonical_and_reads_back_as_the_same(String text, String canonical) {
        Marker marker = Marker.parse(text);
        assertThat(marker).hasToString(canonical);
        assertThat(Marker.parse(canonical)).isEqualTo(marker);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "os_name",
                "os_name ==",
                "== 'x'",
                "os_name = 'x'",
                "os_name == x",
                "os_name == 'x",
                "os_name == 'x' and",
                "os_name == 'x' os_name == 'y'",
                "(os_name == 'x'",
                "os_name == 'x')",
                "os_name notin 'x'",
                "os_name not 'x'",
                "os_name == 'a\\x62'",
                "platform == 'x'",
                "extras == 'x'",
                "os_name == 'x' AND os_name == 'y'",
                "()"
            })
    void anything_else_is_refused_with_its_text(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Marker.parse(text))
                .withMessageContaining(Text.quote(text));
    }

    @Test
    void an_unknown_variable_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Marker.parse("os_name == 'x' and platform == 'y'"))
                .withMessageContaining("unknown marker variable \"platform\"");
    }

    @Test
    void a_variable_that_the_environment_lacks_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Marker.parse("extra == 'x'").holds(new MarkerEnvironment(ImmutableMap.of())))
                .withMessageContaining("extra");
    }

    @Test
    void texts_have_no_compatible_release() {
        Marker marker = Marker.parse("os_name ~= 'x'");
        assertThatIllegalArgumentException().isThrownBy(() -> marker.holds(DBR)).withMessageContaining("~=");
    }

    @Test
    void parentheses_may_nest_a_hundred_deep_and_no_deeper() {
        String comparison = "os_name == 'posix'";
        assertThat(Marker.parse("(".repeat(100) + comparison + ")".repeat(100)).holds(DBR))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Marker.parse("(".repeat(100_000) + comparison + ")".repeat(100_000)))
                .withMessageContaining("nest");
    }
}
