package dev.dyndeps.domain.format;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.List;

/** Tells the one name that a requirements file has from the names that people give it. */
final class RequirementNames {
    static final String EXACT = "requirements.txt";

    private static final ImmutableSet<String> EXTENSIONS = ImmutableSet.of("", "txt", "in", "text", "lst", "list");
    private static final ImmutableSet<String> WORDS = ImmutableSet.of(
            "requirement", "requires", "require", "reqs", "req", "constraints", "constraint", "dependencies", "deps");
    private static final CharMatcher LETTERS = CharMatcher.inRange('a', 'z');
    private static final Splitter WORD = Splitter.on(LETTERS.negate()).omitEmptyStrings();
    private static final int MAX_LENGTH = 60;

    private RequirementNames() {}

    /** Whether it is the name, ASCII case aside. */
    static boolean isRequirements(String fileName) {
        return Ascii.equalsIgnoreCase(fileName, EXACT);
    }

    /**
     * Whether somebody may well take it for a requirements file: a variant ({@code requirements-dev.txt}, {@code
     * requirements.in}), a misspelling at most two letters away, another usual name, or any text in a folder {@code
     * requirements/}.
     */
    static boolean looksLike(ArchivePath file) {
        String name = Ascii.toLowerCase(file.name());
        if (name.length() > MAX_LENGTH || isRequirements(name)) {
            return false;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        if (!EXTENSIONS.contains(extension)) {
            return false;
        }
        List<String> words = WORD.splitToList(dot < 0 ? name : name.substring(0, dot));
        boolean inFolder =
                !extension.isEmpty() && Ascii.equalsIgnoreCase(file.parent().name(), "requirements");
        return inFolder || words.stream().anyMatch(RequirementNames::isWord);
    }

    private static boolean isWord(String word) {
        return WORDS.contains(word) || distance(word, "requirements") <= 2;
    }

    /** How many letters must be changed, added, taken out or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = current;
        }
        return previous[b.length()];
    }
}
