package dev.dyndeps.adapter.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.domain.requirements.LockFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lock file as it is written, through a real TOML reader. */
class LockFileTest {
    private static final String LOCK = """
            lock-version = "1.0"
            created-by = "test"
            requires-python = ">=3.9"
            environments = ["sys_platform == 'linux'"]

            [[packages]]
            name = "Six"
            version = "1.16.0"
            marker = "python_version < '4'"
            wheels = [{ url = "https://example.com/six-1.16.0-py3-none-any.whl", size = 11053, hashes = { sha256 = "HASH" } }]

            [[packages]]
            name = "mypkg"
            [packages.directory]
            path = "mypkg"
            """.replace("HASH", "ab".repeat(32));

    private static LockFile parse(String text) {
        return LockFile.parse(text.getBytes(StandardCharsets.UTF_8), new TomljReader(), "pylock.toml");
    }

    @Test
    void packages_are_read_with_wheels_markers_and_folders() {
        LockFile lock = parse(LOCK);

        assertThat(lock.environments()).hasSize(1);
        assertThat(lock.requiresPython().contains(Version.parse("3.8"), false)).isFalse();
        assertThat(lock.packages()).hasSize(2);
        LockFile.LockedPackage six = lock.packages().get(0);
        assertThat(six.name().value()).isEqualTo("six");
        assertThat(six.marker()).isPresent();
        assertThat(six.wheels()).singleElement().satisfies(wheel -> {
            assertThat(wheel.name().fileName()).isEqualTo("six-1.16.0-py3-none-any.whl");
            assertThat(wheel.size()).contains(11053L);
            assertThat(wheel.sha256()).hasToString("ab".repeat(32));
        });
        assertThat(lock.packages().get(1).directory()).contains("mypkg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lock-version = \"1.0\" | lock-version = \"2.0\" | lock-version",
                "created-by = \"test\" |  '' | created-by",
                "requires-python = \">=3.9\" | requires-python = \"new\" | requires-python",
                "name = \"Six\" | name = 6 | name",
                "name = \"Six\" | name = \"seven\" | wheels",
                "version = \"1.16.0\" | version = \"1.15.0\" | wheels",
                "version = \"1.16.0\" | version = \"one\" | version",
                "python_version < '4' | python < 4 | marker",
                "size = 11053 | size = \"big\" | size",
                "sha256 = | md5 = | sha256",
                "six-1.16.0-py3-none-any.whl | six.whl | name",
                "url = | other = | url",
                "[packages.directory] | [packages.nothing] | wheels",
            })
    void the_offending_field_is_named(String from, String to, String field) {
        assertThat(LOCK).contains(from);
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> parse(LOCK.replaceFirst(java.util.regex.Pattern.quote(from), to)))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(Code.LOCK_MISMATCH);
                    assertThat(e.what()).startsWith("'" + field + "'");
                    assertThat(e.where()).startsWith("pylock.toml");
                });
    }

    @Test
    void what_is_no_toml_is_a_lock_that_does_not_fit() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> parse("packages = ["))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.LOCK_MISMATCH));
    }
}
