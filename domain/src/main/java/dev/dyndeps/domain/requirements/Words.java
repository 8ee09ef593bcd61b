package dev.dyndeps.domain.requirements;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A line cut as pip cuts it: what comes before the first word that starts with a hyphen, and the words from there.
 *
 * @param requirement the first part, without blanks at its ends; empty if the line starts with an option
 * @param options the other words
 */
record Words(String requirement, ImmutableList<String> options) {
    private static final Splitter BLANKS = Splitter.on(CharMatcher.anyOf(" \t")).omitEmptyStrings();

    static Words of(String line) {
        List<String> words = BLANKS.splitToList(line);
        int first = 0;
        while (first < words.size() && !words.get(first).startsWith("-")) {
            first++;
        }
        int cut = 0;
        for (int i = 0; i < first; i++) {
            cut = line.indexOf(words.get(i), cut) + words.get(i).length();
        }
        return new Words(line.substring(0, cut), ImmutableList.copyOf(words.subList(first, words.size())));
    }
}
