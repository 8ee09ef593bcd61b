package dev.dyndeps.domain.python;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionOracleTest extends OracleTest {
    private static final String ALPHABET = "0123456789..--__abcrvpostdevlx+!* \tARPD";

    private static List<String> facts(String text) {
        Version version = Version.parse(text);
        return List.of(
                version.toString(),
                flag(version.isPreRelease()),
                flag(version.isPostRelease()),
                version.publicVersion().toString(),
                version.base().toString());
    }

    private static String flag(boolean value) {
        return value ? "T" : "F";
    }

    @Test
    void versions_read_as_in_python() {
        Texts texts = new Texts(1);
        Comparison comparison = new Comparison("versions");
        for (int i = 0; i < 6_000; i++) {
            String text = texts.chance(50) ? texts.version() : texts.damaged(texts.version(), ALPHABET);
            comparison.add(text, oracle.ask("version", text), () -> facts(text));
        }
        comparison.verify(3_000, 1_000);
    }

    @Test
    void versions_compare_as_in_python() {
        Texts texts = new Texts(2);
        Comparison comparison = new Comparison("pairs of versions");
        for (int i = 0; i < 6_000; i++) {
            String one = texts.version();
            String other = texts.chance(30) ? texts.damaged(one, "0.") : texts.version();
            comparison.add(one + " and " + other, oracle.ask("compare", one, other), () -> {
                Version a = Version.parse(one);
                Version b = Version.parse(other);
                return List.of(
                        String.valueOf(Integer.signum(a.compareTo(b))),
                        flag(a.equals(b)),
                        flag(a.hashCode() == b.hashCode()));
            });
        }
        comparison.verify(4_500, 50);
    }
}
