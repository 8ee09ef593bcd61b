package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "v1.0, 1.0",
        "V01.002, 1.2",
        "0!1.0, 1.0",
        "1!2.0.0, 1!2.0.0",
        "1.0alpha, 1.0a0",
        "1.0-Beta_2, 1.0b2",
        "1.0.preview.3, 1.0rc3",
        "1.0c4, 1.0rc4",
        "1.0-5, 1.0.post5",
        "1.0r6, 1.0.post6",
        "1.0rev, 1.0.post0",
        "1.0a-, 1.0a0",
        "1.0a--1, 1.0a0.post1",
        "1.0DEV7, 1.0.dev7",
        "1.0rc1.post2.dev3+Ubuntu-01_x, 1.0rc1.post2.dev3+ubuntu.1.x"
    })
    void every_spelling_has_one_normal_form(String text, String normal) {
        assertThat(Version.parse(text)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "1.",
                "1.0-",
                "1..0",
                "1.0+",
                "1.0+a..b",
                "1.0.*",
                "1 .0",
                "1!",
                "!1",
                "1.0post1a1",
                "①",
                "1.0-1-2"
            })
    void what_is_no_version_is_refused_with_its_text(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Version.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }

    @Test
    void versions_are_ordered_by_epoch_release_phase_post_dev_and_local() {
        List<String> ordered = List.of(
                "0.9",
                "1.0.dev1",
                "1.0a1.dev1",
                "1.0a1",
                "1.0a1.post1.dev2",
                "1.0a1.post1",
                "1.0b1",
                "1.0rc1",
                "1.0",
                "1.0+abc",
                "1.0+5",
                "1.0+5.a",
                "1.0.post1.dev1",
                "1.0.post1",
                "1.0.1",
                "1.9",
                "1.10",
                "2!0.1");
        assertThat(ordered.stream().map(Version::parse)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void zeros_at_the_end_of_the_release_do_not_tell_versions_apart() {
        assertThat(Version.parse("1.0.0")).isEqualTo(Version.parse("1")).hasSameHashCodeAs(Version.parse("1"));
        assertThat(Version.parse("1.0.1")).isNotEqualTo(Version.parse("1"));
    }

    @Test
    void numbers_may_have_any_length() {
        String huge = "9".repeat(100_000);
        assertThat(Version.parse("1." + huge)).isGreaterThan(Version.parse("1." + huge.substring(1)));
    }

    @Test
    void a_development_release_is_a_pre_release_and_a_post_release_is_none() {
        assertThat(Version.parse("1.dev1").isPreRelease()).isTrue();
        assertThat(Version.parse("1.post1").isPreRelease()).isFalse();
        assertThat(Version.parse("1.post1").isPostRelease()).isTrue();
    }
}
