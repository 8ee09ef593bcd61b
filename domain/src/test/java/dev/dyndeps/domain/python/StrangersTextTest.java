package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.UserError;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every parser gives a value or refuses, whatever it is given, and does not choke on much of it. */
class StrangersTextTest {
    private static final Map<String, Consumer<String>> PARSERS = ImmutableMap.<String, Consumer<String>>builder()
            .put("version", Version::parse)
            .put("specifiers", SpecifierSet::parse)
            .put("requirement", Requirement::parse)
            .put("marker", Marker::parse)
            .put("name", DistributionName::of)
            .put("wheel", WheelName::parse)
            .put("sdist", SdistName::parse)
            .put("record", WheelRecord::parse)
            .put("metadata", CoreMetadata::parse)
            .put("target", TargetRuntime::parse)
            .put("python", PythonVersion::parse)
            .buildOrThrow();
    private static final String[] PIECES = {
        "1",
        ".",
        "0a",
        "-",
        "+",
        "!",
        "*",
        "==",
        "===",
        "~=",
        "<",
        ",",
        ";",
        "(",
        ")",
        "[",
        "]",
        "@",
        "a",
        "B",
        "_",
        " ",
        "\t",
        "\n",
        "\r",
        "\"",
        "'",
        "\\",
        "os_name",
        "extra",
        " in ",
        " not in ",
        " and ",
        " or ",
        ":",
        "Name: a\n",
        "Version: 1\n",
        ".whl",
        ".zip",
        "py3-none-any",
        "\u0000",
        "é",
        "\u2028",
        "\uD83D\uDE00",
        "\uD800",
        "１",
        "python3.10-manylinux_2_35_x86_64"
    };

    private static boolean accepts(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
            return true;
        } catch (IllegalArgumentException | UserError e) {
            return false;
        }
    }

    @Test
    void any_text_is_a_value_or_is_refused() {
        Random random = new Random(15);
        int accepted = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(8); pieces >= 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            for (Consumer<String> parser : PARSERS.values()) {
                accepted += accepts(parser, text.toString()) ? 1 : 0;
            }
        }
        assertThat(accepted).as("texts that were values").isGreaterThan(100);
    }

    @Test
    void fifty_thousand_characters_of_any_piece_are_read_or_refused() {
        for (String piece : PIECES) {
            String text = piece.repeat(50_000 / piece.length());
            PARSERS.values().forEach(parser -> {
                accepts(parser, text);
                accepts(parser, "a" + text);
                accepts(parser, "1" + text + "1");
            });
        }
    }

    @Test
    void much_that_is_valid_is_accepted() {
        assertThat(accepts(Version::parse, "1" + ".0".repeat(100_000))).isTrue();
        assertThat(accepts(SpecifierSet::parse, "==1,".repeat(50_000))).isTrue();
        assertThat(accepts(Marker::parse, "os_name == 'a'" + " and os_name == 'a'".repeat(20_000)))
                .isTrue();
    }
}
