package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts how our values and the library's answers compare, and shows the first cases where they differ. */
final class Comparison {
    private static final int SHOWN = 25;

    private final String subject;
    private final List<String> differences = new ArrayList<>();
    private int values;
    private int refusals;
    private int skipped;

    Comparison(String subject) {
        this.subject = subject;
    }

    /** @param ours what we make of the case; it refuses by throwing */
    void add(String subjectCase, Oracle.Answer answer, Supplier<List<String>> ours) {
        if (answer.isNoMeasure()) {
            skipped++;
            ours(ours); // whatever it answers, it may only refuse in the ways ours() knows
            return;
        }
        if (answer.isValue()) {
            values++;
        } else {
            refusals++;
        }
        ImmutableList<String> expected = answer.isValue() ? answer.values() : ImmutableList.of("refused");
        List<String> actual = ours(ours);
        if (!actual.equals(expected)) {
            differences.add("[" + subjectCase + "]: Python " + expected + ", ours " + actual);
        }
    }

    private static List<String> ours(Supplier<List<String>> ours) {
        try {
            return ours.get();
        } catch (IllegalArgumentException | UserError e) {
            return ImmutableList.of("refused");
        }
    }

    /** Fails on any difference, and where there were too few cases of a kind to mean something. */
    void verify(int leastValues, int leastRefusals) {
        System.out.printf(
                "%s: %d values, %d refusals, %d where Python is no measure%n", subject, values, refusals, skipped);
        assertThat(differences.subList(0, Math.min(SHOWN, differences.size())))
                .as("%d differences", differences.size())
                .isEmpty();
        assertThat(values).as("cases with a value").isGreaterThanOrEqualTo(leastValues);
        assertThat(refusals).as("cases refused").isGreaterThanOrEqualTo(leastRefusals);
        assertThat(skipped).as("cases that could not be compared").isLessThan((values + refusals) / 10 + 1);
    }
}
