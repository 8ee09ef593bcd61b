package dev.dyndeps.domain.python;

import com.google.common.base.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The normalised name of a distribution (names and normalisation specification, PEP 503): ASCII letters in lower case
 * and digits, runs of {@code - _ .} inside as one hyphen.
 */
public record DistributionName(String value) implements Comparable<DistributionName> {
    /** @throws IllegalArgumentException if the text is not a normalised name; {@link #of} normalises */
    public DistributionName {
        if (!normalise(value).equals(value)) {
            throw new IllegalArgumentException("not a normalised name: " + Text.quote(value));
        }
    }

    /** @throws IllegalArgumentException with the text, if it is no distribution name (core metadata, Name) */
    public static DistributionName of(String text) {
        return new DistributionName(normalise(text));
    }

    /** Whether the character may stand in a name that is not yet normalised. */
    static boolean isNameCharacter(int c) {
        return Text.isAlphanumeric(c) || isSeparator(c);
    }

    private static String normalise(String text) {
        boolean valid = !text.isEmpty()
                && Text.isAlphanumeric(text.charAt(0))
                && Text.isAlphanumeric(text.charAt(text.length() - 1))
                && text.chars().allMatch(DistributionName::isNameCharacter);
        if (!valid) {
            throw new IllegalArgumentException(
                    "not a distribution name: " + Text.quote(text) + " (letters, digits and - _ . between them)");
        }
        return collapse(text);
    }

    /** The normal form of any text: extras in the wild do not always keep to the rules for names. */
    static String collapse(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        boolean inSeparators = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isSeparator(c)) {
                normal.append(Ascii.toLowerCase(c));
            } else if (!inSeparators) {
                normal.append('-');
            }
            inSeparators = isSeparator(c);
        }
        return normal.toString();
    }

    private static boolean isSeparator(int c) {
        return c == '-' || c == '_' || c == '.';
    }

    @Override
    public int compareTo(DistributionName other) {
        return value.compareTo(other.value);
    }

    // Written out: javac's own are linked when they are first used, which takes a command 24 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DistributionName that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
