package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({"a, a", "Foo.Bar, foo-bar", "zope.interface, zope-interface", "a-_.b, a-b", "X1, x1"})
    void a_distribution_name_is_normalised(String text, String normal) {
        assertThat(DistributionName.of(text)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "-a", "a-", "a b", "a/b", "é", "a\n", "ſ"})
    void what_is_no_distribution_name_is_refused_with_its_text(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DistributionName.of(text))
                .withMessageContaining(Text.quote(text));
    }

    @Test
    void a_distribution_name_cannot_be_made_without_being_normalised() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DistributionName("Foo"));
    }

    @Test
    void a_python_version_has_two_numbers_and_their_order() {
        assertThat(PythonVersion.parse("3.10"))
                .isEqualTo(new PythonVersion(3, 10))
                .hasToString("3.10");
        assertThat(PythonVersion.parse("3.9")).isLessThan(PythonVersion.parse("3.10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "3.", "3.x", "2.7", "4.0", "3.010", "3.10.1", "3.999", " 3.10", "3.-1"})
    void any_other_python_version_is_refused(String text) {
        assertThatThrownBy(() -> PythonVersion.parse(text))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.code()).isEqualTo(Code.OPTION_INVALID))
                .hasMessageContaining("\"" + text + "\"");
    }
}
