package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SdistNameTest {
    @ParameterizedTest
    @CsvSource({
        "foo_bar-1.0.tar.gz, foo-bar, 1.0",
        "Foo.Bar-1.0rc1.zip, foo-bar, 1.0rc1",
        "foo-bar-1.0.tar.gz, foo-bar, 1.0",
        "foo-1.0-1.zip, foo-1-0, 1"
    })
    void the_version_follows_the_last_hyphen(String fileName, String name, String version) {
        SdistName sdist = SdistName.parse(fileName);
        assertThat(sdist.name()).hasToString(name);
        assertThat(sdist.version()).hasToString(version);
        assertThat(sdist.fileName()).isEqualTo(fileName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".zip",
                "foo.tar.gz",
                "foo-1.0",
                "foo-1.0.tar",
                "foo-1.0.tar.bz2",
                "foo-.zip",
                "-1.0.zip",
                "foo-x.zip",
                "foo- 1.0.zip",
                "a/foo-1.0.zip",
                "foo-1.0.ZIP"
            })
    void anything_else_is_refused_with_its_text(String fileName) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SdistName.parse(fileName))
                .withMessageContaining("\"" + fileName + "\"");
    }
}
