package dev.dyndeps.domain.python;

/** A version (PEP 440). */
public record Version(String text) implements Comparable<Version> {
    /** @throws IllegalArgumentException with the text, if it is no version */
    public static Version parse(String text) {
        return new Version(text);
    }

    @Override
    public int compareTo(Version other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
