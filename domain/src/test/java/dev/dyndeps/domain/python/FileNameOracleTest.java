package dev.dyndeps.domain.python;

import com.google.common.base.CharMatcher;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FileNameOracleTest extends OracleTest {
    private static final String ALPHABET = "aZ019..__--+!~";

    private static String wheel(Texts texts) {
        String name = texts.name().replace('-', '_');
        String version = texts.version().replace('-', texts.chance(90) ? '.' : '-');
        String build = texts.chance(20) ? "-" + texts.one("1", "007", "2a", "20240101_x", "b1") : "";
        String python = texts.one("py3", "py2.py3", "cp310", "CP311", "cp38.cp39", "pp310");
        String abi = texts.one("none", "cp310", "abi3", "cp38.abi3");
        String platform = texts.one("any", "manylinux_2_17_x86_64.manylinux2014_x86_64", "Linux_x86_64", "win_amd64");
        return name + "-" + version + build + "-" + python + "-" + abi + "-" + platform + ".whl";
    }

    private static List<String> facts(String fileName) {
        WheelName wheel = WheelName.parse(fileName);
        String digits = CharMatcher.inRange('0', '9').negate().collapseFrom(wheel.build(), ' ');
        String number = digits.indexOf(' ') < 0 ? digits : digits.substring(0, digits.indexOf(' '));
        return List.of(
                wheel.name().value(),
                wheel.version().toString(),
                wheel.build().isEmpty()
                        ? ""
                        : Digits.of(number) + "|" + wheel.build().substring(number.length()),
                wheel.tags().stream().map(WheelTag::toString).sorted().collect(Collectors.joining(",")));
    }

    @Test
    void wheel_names_read_as_in_python() {
        Texts texts = new Texts(9);
        Comparison comparison = new Comparison("wheel names");
        for (int i = 0; i < 5_000; i++) {
            String text = texts.chance(60) ? wheel(texts) : texts.damaged(wheel(texts), ALPHABET);
            comparison.add(text, oracle.ask("wheel", text), () -> facts(text));
        }
        comparison.verify(3_000, 500);
    }

    @Test
    void source_distribution_names_read_as_in_python() {
        Texts texts = new Texts(10);
        Comparison comparison = new Comparison("source distribution names");
        for (int i = 0; i < 4_000; i++) {
            String whole = texts.name() + "-" + texts.version() + texts.one(".tar.gz", ".zip");
            String text = texts.chance(70) ? whole : texts.damaged(whole, ALPHABET);
            comparison.add(text, oracle.ask("sdist", text), () -> {
                SdistName sdist = SdistName.parse(text);
                return List.of(sdist.name().value(), sdist.version().toString());
            });
        }
        comparison.verify(2_000, 400);
    }

    @Test
    void distribution_names_normalise_as_in_python() {
        Texts texts = new Texts(11);
        Comparison comparison = new Comparison("distribution names");
        for (int i = 0; i < 3_000; i++) {
            String text = texts.chance(30) ? texts.name() : texts.damaged(texts.name(), "aZ0-_. é");
            comparison.add(
                    text,
                    oracle.ask("name", text),
                    () -> List.of(DistributionName.of(text).value()));
        }
        comparison.verify(1_500, 400);
    }
}
