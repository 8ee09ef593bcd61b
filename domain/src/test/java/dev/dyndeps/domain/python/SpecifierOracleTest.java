package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpecifierOracleTest extends OracleTest {
    private static final String ALPHABET = "0123..-abrcpostdev+!*=<>~=, ";

    @Test
    void specifiers_contain_what_they_contain_in_python() {
        Texts texts = new Texts(3);
        Comparison comparison = new Comparison("specifier sets, each with ten versions");
        for (int i = 0; i < 4_000; i++) {
            String specifiers = texts.chance(75) ? texts.specifiers() : texts.damaged(texts.specifiers(), ALPHABET);
            List<String> versions =
                    IntStream.range(0, 10).mapToObj(each -> texts.version()).collect(ImmutableList.toImmutableList());
            Oracle.Answer answer = oracle.ask("contains", specifiers, String.join(" ", versions));
            comparison.add(specifiers + " with " + versions, answer, () -> contains(specifiers, versions, answer));
        }
        comparison.verify(3_000, 400);
    }

    /** The default is compared only where Python has one: it fails on {@code ===} with what is no version. */
    private static List<String> contains(String text, List<String> versions, Oracle.Answer answer) {
        SpecifierSet specifiers = SpecifierSet.parse(text);
        ImmutableList.Builder<String> answers = ImmutableList.builder();
        answers.add(specifiers.toString());
        for (int i = 0; i < versions.size(); i++) {
            Version version = Version.parse(versions.get(i));
            boolean noDefault = answer.isValue() && answer.values().get(i + 1).startsWith("?");
            answers.add((noDefault ? "?" : flag(specifiers.contains(version)))
                    + flag(specifiers.contains(version, true))
                    + flag(specifiers.contains(version, false)));
        }
        return answers.build();
    }

    private static String flag(boolean value) {
        return value ? "T" : "F";
    }
}
