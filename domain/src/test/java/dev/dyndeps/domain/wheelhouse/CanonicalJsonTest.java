package dev.dyndeps.domain.wheelhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void keys_are_sorted_and_levels_indented_by_one_space() {
        assertThat(CanonicalJson.write(Map.of("b", List.of(1, "x"), "a", Map.of("c", true))))
                .isEqualTo("""
                {
                 "a": {
                  "c": true
                 },
                 "b": [
                  1,
                  "x"
                 ]
                }
                """);
    }

    @Test
    void nothing_is_written_in_one_line() {
        assertThat(CanonicalJson.write(Map.of("a", List.of(), "b", Map.of())))
                .isEqualTo("{\n \"a\": [],\n \"b\": {}\n}\n");
    }

    @Test
    void a_key_without_a_value_is_left_out() {
        assertThat(CanonicalJson.write(Map.of("a", Optional.empty(), "b", Optional.of(1))))
                .isEqualTo("{\n \"b\": 1\n}\n");
    }

    @Test
    void control_characters_quotes_and_lone_surrogates_are_escaped_and_other_text_is_not() {
        assertThat(CanonicalJson.write("a\"\\\n\u0001é\u2028\ud800"))
                .isEqualTo("\"a\\\"\\\\\\n\\u0001é\\u2028\\ud800\"\n");
    }

    @Test
    void what_json_cannot_say_is_refused() {
        assertThatThrownBy(() -> CanonicalJson.write(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.write(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
