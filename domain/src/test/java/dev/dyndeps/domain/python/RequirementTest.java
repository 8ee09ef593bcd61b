package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    @Test
    void a_requirement_has_a_name_extras_specifiers_and_a_marker() {
        Requirement requirement = Requirement.parse("Foo.Bar [Z_x, a] >=1.0, <2 ; python_version < '3.11'");
        assertThat(requirement.name()).isEqualTo(DistributionName.of("foo-bar"));
        assertThat(requirement.extras()).isEqualTo(ImmutableSortedSet.of("a", "z-x"));
        assertThat(requirement.specifiers()).isEqualTo(SpecifierSet.parse("<2,>=1.0"));
        assertThat(requirement.url()).isEmpty();
        assertThat(requirement.marker()).contains(Marker.parse("python_version < '3.11'"));
    }

    @Test
    void a_url_ends_at_a_blank() {
        Requirement requirement = Requirement.parse("a@https://host/a.zip;b ;os_name=='posix'");
        assertThat(requirement.url()).contains("https://host/a.zip;b");
        assertThat(requirement.marker()).contains(Marker.parse("os_name == 'posix'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | a",
                "A_b() | a-b",
                "a[] | a",
                "a (>=1) | a>=1",
                "a>=1, | a>=1",
                "a [ X ] (>=1.0-alpha,<2);os.name=='x' | a[x]<2,>=1.0a0; os_name == \"x\"",
                "a @ u | a @ u",
                "a[b]@u ; extra=='C_d' | a[b] @ u ; extra == \"c-d\""
            })
    void the_text_is_canonical_and_reads_back_as_the_same(String text, String canonical) {
        Requirement requirement = Requirement.parse(text);
        assertThat(requirement).hasToString(canonical);
        assertThat(Requirement.parse(canonical)).isEqualTo(requirement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ">=1",
                "-a",
                "a-",
                "a_",
                "a[",
                "a[b",
                "a[b c]",
                "a[,]",
                "a[b,]",
                "a (>=1",
                "a >=1)",
                "a>=1 <2",
                "a,>=1",
                "a>=1,,<2",
                "a b",
                "a @",
                "a @ u;os_name=='x' x",
                "a @ u x",
                "a;",
                "a; x",
                "a==1.0;os_name",
                "a=>1",
                "a>=1.*",
                "é",
                "a\n",
                "a\u0000",
                "a>=1 # why",
                "a; os_name == 'x",
                "./a",
                "a --hash=x"
            })
    void anything_else_is_refused_with_its_text(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse(text))
                .withMessageContaining(Text.quote(text));
    }

    @Test
    void it_applies_where_its_marker_holds() {
        MarkerEnvironment linux = TargetRuntime.parse("dbr-14.3").markers();
        assertThat(Requirement.parse("a").appliesIn(linux)).isTrue();
        assertThat(Requirement.parse("a; sys_platform == 'linux'").appliesIn(linux))
                .isTrue();
        assertThat(Requirement.parse("a; sys_platform == 'win32'").appliesIn(linux))
                .isFalse();
    }

    @Test
    void a_url_and_specifiers_do_not_go_together() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement(
                        DistributionName.of("a"),
                        ImmutableSortedSet.of(),
                        SpecifierSet.parse(">=1"),
                        Optional.of("u"),
                        Optional.empty()));
    }
}
