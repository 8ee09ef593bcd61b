package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreMetadataTest {
    @Test
    void the_fields_we_use_are_read() {
        CoreMetadata metadata = CoreMetadata.parse("""
                Metadata-Version: 2.1
                Name: Foo.Bar
                Version: 1.0-rc1
                Summary: A thing: with colons
                Requires-Python: >=3.8
                Requires-Dist: requests (>=2.0)
                requires-dist: tomli ; python_version < "3.11"
                Provides-Extra: All_Of-it
                Provides-Extra: a

                Requires-Dist: not a header any more
                """);
        assertThat(metadata.name()).hasToString("foo-bar");
        assertThat(metadata.nameAsWritten()).isEqualTo("Foo.Bar");
        assertThat(metadata.version()).hasToString("1.0rc1");
        assertThat(metadata.requiresPython()).hasToString(">=3.8");
        assertThat(metadata.requiresDist())
                .extracting(Requirement::toString)
                .containsExactly("requests>=2.0", "tomli; python_version < \"3.11\"");
        assertThat(metadata.providesExtra()).containsExactly("a", "all-of-it");
    }

    @Test
    void folded_lines_belong_to_their_field() {
        CoreMetadata metadata = CoreMetadata.parse(
                "Name: a\r\nVersion: 1\r\nDescription: long\r\n        |\r\n\tRequires-Dist: x\r\nRequires-Dist: b\r\n >=1\r\n");
        assertThat(metadata.requiresDist()).containsExactly(Requirement.parse("b>=1"));
    }

    @Test
    void a_line_that_is_no_header_ends_the_headers() {
        CoreMetadata metadata = CoreMetadata.parse("\uFEFFName: a\nVersion: 1\nno header\nRequires-Dist: b\n");
        assertThat(metadata.requiresDist()).isEmpty();
    }

    @Test
    void a_requires_python_that_is_no_specifier_does_not_count() {
        assertThat(CoreMetadata.parse("Name: a\nVersion: 1\nRequires-Python: >=3.6.*\n")
                        .requiresPython())
                .isEqualTo(SpecifierSet.ANY);
    }

    @Test
    void a_requirement_of_the_old_kind_is_refused_with_its_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreMetadata.parse("Name: a\nVersion: 1\nRequires-Dist: b (>=1.0.*)\n"))
                .withMessageContaining("line 3, Requires-Dist: \"b (>=1.0.*)\"")
                .withMessageContaining(".* only goes with == and !=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name: a", "Version: 1", "\nName: a\nVersion: 1", " Name: a\nVersion: 1"})
    void metadata_without_a_name_or_a_version_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreMetadata.parse(text))
                .withMessageContaining("the metadata has no field");
    }

    @Test
    void a_version_that_is_none_is_refused_with_its_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoreMetadata.parse("Name: a\nVersion: latest\n"))
                .withMessageContaining("line 2, Version: \"latest\"");
    }
}
