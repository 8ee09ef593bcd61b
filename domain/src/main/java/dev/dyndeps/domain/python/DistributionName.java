package dev.dyndeps.domain.python;

import java.util.Locale;

/** The normalised name of a distribution (PEP 503): lower case, runs of {@code - _ .} as one hyphen. */
public record DistributionName(String value) implements Comparable<DistributionName> {
    /** @throws IllegalArgumentException with the text, if it is no distribution name (core metadata, Name) */
    public static DistributionName of(String text) {
        return new DistributionName(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public int compareTo(DistributionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
