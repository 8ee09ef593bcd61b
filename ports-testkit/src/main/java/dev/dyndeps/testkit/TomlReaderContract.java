package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.TomlReader;
import org.junit.jupiter.api.Test;

/** What every {@link TomlReader} does. */
public interface TomlReaderContract {
    TomlReader reader();

    @Test
    default void an_empty_document_is_an_empty_table() {
        assertThat(reader().read("# only this\n\n", "x.toml")).isEmpty();
    }

    @Test
    default void tables_are_maps_in_the_order_of_the_document() {
        ImmutableMap<String, Object> read = reader().read("[b]\nz = 1\na = 2\n[a.c]\n\"quoted key\" = 3\n", "x.toml");

        assertThat(read)
                .isEqualTo(ImmutableMap.of(
                        "b", ImmutableMap.of("z", 1L, "a", 2L),
                        "a", ImmutableMap.of("c", ImmutableMap.of("quoted key", 3L))));
        assertThat(read.keySet()).containsExactly("b", "a");
        assertThat(read.values().asList().get(0)).hasToString("{z=1, a=2}");
    }

    @Test
    default void arrays_of_tables_are_lists_of_maps() {
        assertThat(reader().read("[[packages]]\nname = \"a\"\n[[packages]]\nname = \"b\"\n", "x.toml"))
                .isEqualTo(ImmutableMap.of(
                        "packages", ImmutableList.of(ImmutableMap.of("name", "a"), ImmutableMap.of("name", "b"))));
    }

    @Test
    default void values_have_the_types_of_the_port() {
        assertThat(reader().read("s = 'x'\ni = 42\nf = 1.5\nb = true\nl = [1, 'two', { three = 3 }]\n", "x.toml"))
                .isEqualTo(ImmutableMap.of(
                        "s",
                        "x",
                        "i",
                        42L,
                        "f",
                        1.5,
                        "b",
                        true,
                        "l",
                        ImmutableList.of(1L, "two", ImmutableMap.of("three", 3L))));
    }

    @Test
    default void dates_are_strings() {
        assertThat(reader().read("d = 2026-01-02\n", "x.toml")).isEqualTo(ImmutableMap.of("d", "2026-01-02"));
    }

    @Test
    default void escapes_in_basic_strings_are_read_and_in_literal_ones_are_not() {
        assertThat(reader().read("a = \"x\\\"y\\u00e9\"\nb = 'x\\n'\n", "x.toml"))
                .isEqualTo(ImmutableMap.of("a", "x\"yé", "b", "x\\n"));
    }

    @Test
    default void what_is_no_toml_is_refused_with_line_and_column() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> reader().read("a = 1\nb = \n", "x.toml"))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(Code.PROJECT_INVALID);
                    assertThat(e.where()).startsWith("x.toml:2:");
                });
    }

    @Test
    default void a_key_twice_is_refused() {
        assertThatExceptionOfType(UserError.class).isThrownBy(() -> reader().read("a = 1\na = 2\n", "x.toml"));
    }

    @Test
    default void endless_nesting_is_refused_and_not_a_crash() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> reader().read("a = " + "[".repeat(100_000), "x.toml"));
    }
}
