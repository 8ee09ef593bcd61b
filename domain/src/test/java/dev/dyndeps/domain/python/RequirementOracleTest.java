package dev.dyndeps.domain.python;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementOracleTest extends OracleTest {
    private static final String ALPHABET = "aZ0._-[](),;@<>=!~* \t'\"/:";

    private static String requirement(Texts texts) {
        StringBuilder text = new StringBuilder(texts.blanks() + texts.name() + texts.blanks());
        if (texts.chance(30)) {
            text.append('[').append(texts.blanks());
            for (int i = texts.below(3); i >= 0; i--) {
                text.append(texts.name()).append(texts.blanks()).append(i > 0 ? "," : "");
            }
            text.append(']').append(texts.blanks());
        }
        if (texts.chance(15)) {
            text.append("@").append(texts.blanks());
            text.append(texts.one("https://example.org/a.zip", "git+https://h/x@v1#egg=y", "file:///a;b"));
            text.append(texts.blanks());
        } else if (texts.chance(20)) {
            text.append('(').append(texts.specifiers()).append(')').append(texts.blanks());
        } else {
            text.append(texts.specifiers());
        }
        if (texts.chance(40)) {
            text.append(';').append(texts.blanks());
            text.append(texts.one(
                    "python_version < \"3.8\"",
                    "extra == \"x-y\" and os_name != \"nt\"",
                    "sys_platform == \"linux\" or python_full_version >= \"3.10.1\""));
            text.append(texts.blanks());
        }
        return text.toString();
    }

    private static List<String> facts(String text) {
        Requirement requirement = Requirement.parse(text);
        return List.of(
                requirement.name().value(),
                String.join(",", requirement.extras()),
                requirement.specifiers().toString(),
                requirement.url().orElse(""),
                requirement.marker().map(Marker::toString).orElse(""));
    }

    @Test
    void requirements_read_as_in_python() {
        Texts texts = new Texts(4);
        Comparison comparison = new Comparison("requirements");
        for (int i = 0; i < 6_000; i++) {
            String text = texts.chance(60) ? requirement(texts) : texts.damaged(requirement(texts), ALPHABET);
            comparison.add(text, oracle.ask("requirement", text), () -> facts(text));
        }
        comparison.verify(3_500, 1_000);
    }

    @Test
    void the_canonical_form_means_the_same_to_python() {
        Texts texts = new Texts(5);
        Comparison comparison = new Comparison("canonical requirements");
        for (int i = 0; i < 3_000; i++) {
            String text = requirement(texts);
            if (!oracle.ask("requirement", text).isValue()) {
                continue;
            }
            String canonical = Requirement.parse(text).toString();
            comparison.add(canonical, oracle.ask("requirement", canonical), () -> facts(text));
        }
        comparison.verify(2_400, 0);
    }
}
