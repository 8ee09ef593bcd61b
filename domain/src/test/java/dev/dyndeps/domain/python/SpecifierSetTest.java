package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecifierSetTest {
    private static boolean contains(String specifiers, String version) {
        return SpecifierSet.parse(specifiers).contains(Version.parse(version), true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "==1.0 | 1 | true",
                "==1.0 | 1.0+local | true",
                "==1.0+local | 1.0 | false",
                "==1.0+local | 1.0+LOCAL | true",
                "==1.* | 1.9.1 | true",
                "==1.* | 1rc1 | true",
                "==1.1.* | 1.10 | false",
                "==1.0.* | 1 | true",
                "==1!1.* | 1.0 | false",
                "!=1.1.* | 1.1.post1 | false",
                "!=1.1.* | 1.2 | true",
                "~=2.2 | 2.2 | true",
                "~=2.2 | 3.0 | false",
                "~=2.2 | 2.1 | false",
                "~=2.2.0 | 2.3 | false",
                "~=2.2.post3 | 2.2 | false",
                "~=2.2.post3 | 2.9 | true",
                "<1.0 | 1.0rc1 | false",
                "<1.0rc2 | 1.0rc1 | true",
                "<1.0 | 0.9rc1 | true",
                "<=1.0 | 1.0+local | true",
                ">1.0 | 1.0.post1 | false",
                ">1.0.post1 | 1.0.post2 | true",
                ">1.0 | 1.0+local | false",
                ">1.0 | 1.0.1 | true",
                ">=1.0 | 1.0rc1 | false",
                "===1.0 | 1.0 | true",
                "===1.0 | 1.0.0 | false",
                "===1.0RC1 | 1.0rc1 | true",
                "===odd | 1.0 | false",
                ">=1,<2 | 1.5 | true",
                ">=1,<2 | 2 | false"
            })
    void a_version_meets_a_specifier_by_pep_440(String specifiers, String version, boolean met) {
        assertThat(contains(specifiers, version)).isEqualTo(met);
    }

    @Test
    void every_version_meets_none() {
        assertThat(SpecifierSet.ANY.isAny()).isTrue();
        assertThat(SpecifierSet.parse(" , ")).isEqualTo(SpecifierSet.ANY);
        assertThat(contains("", "0.dev0")).isTrue();
    }

    @Test
    void a_pre_release_is_contained_only_where_they_are_asked_for() {
        Version preRelease = Version.parse("1.1a1");
        SpecifierSet plain = SpecifierSet.parse(">=1.0");
        assertThat(plain.contains(preRelease, true)).isTrue();
        assertThat(plain.contains(preRelease, false)).isFalse();
        assertThat(plain.contains(preRelease)).isFalse();
    }

    @Test
    void a_specifier_that_names_a_pre_release_invites_them_unless_told_otherwise() {
        Version preRelease = Version.parse("1.1a1");
        SpecifierSet naming = SpecifierSet.parse(">=1.0.dev0");
        assertThat(naming.contains(preRelease)).isTrue();
        assertThat(naming.contains(preRelease, false)).isFalse();
        assertThat(SpecifierSet.parse("!=1.0.dev0").contains(preRelease)).isFalse();
    }

    @Test
    void the_text_is_sorted_and_its_versions_are_normalised() {
        assertThat(SpecifierSet.parse(" >= v1.0-alpha , <2.00, ,==1!01.* ,>=1.0a0"))
                .hasToString("<2.0,==1!1.*,>=1.0a0");
        assertThat(SpecifierSet.parse("=== Odd")).hasToString("===Odd");
    }

    @Test
    void order_does_not_tell_sets_apart_but_zeros_behind_a_compatible_release_do() {
        assertThat(SpecifierSet.parse(">=1,<2")).isEqualTo(SpecifierSet.parse("<2,>=1"));
        assertThat(SpecifierSet.parse("~=1.4")).isNotEqualTo(SpecifierSet.parse("~=1.4.0"));
        assertThat(SpecifierSet.parse("~=1.4,~=1.4.0")).hasToString("~=1.4,~=1.4.0");
        assertThat(SpecifierSet.parse("==1.*,==1.0.*")).hasToString("==1.*,==1.0.*");
    }

    @Test
    void two_sets_join_to_what_meets_both() {
        assertThat(SpecifierSet.parse(">=1").and(SpecifierSet.parse("<2"))).isEqualTo(SpecifierSet.parse(">=1,<2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "=1.0",
                "=>1.0",
                ">=",
                ">=1.*",
                "~=1",
                "~=1.*",
                "<1.0+local",
                "==1.0a1.*",
                "==1 .*",
                "==1.*.*",
                ">=1 <2",
                "==*",
                "===a b",
                "===a;b",
                "!1.0",
                "^1.0",
                "latest"
            })
    void anything_else_is_refused_with_its_text(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpecifierSet.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }
}
