package dev.dyndeps.domain.python;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * A set of version specifiers that all must hold (PEP 440); empty if every version will do. Empty clauses between
 * commas are skipped. {@link #toString()} is canonical: clauses in the order of their text, versions normalised.
 *
 * <p>As {@code packaging} 25, with these differences: {@code ~=} reads its version by PEP 440 in every spelling
 * ({@code ~=1.4.rev1} is {@code ~=1.4.post1}), {@code ===} with a text that is no version is an ordinary clause,
 * and versions are normalised in the text.
 */
public record SpecifierSet(ImmutableSet<Specifier> specifiers) {
    public static final SpecifierSet ANY = new SpecifierSet(ImmutableSet.of());

    /** Puts them in order. */
    public SpecifierSet(ImmutableSet<Specifier> specifiers) {
        this.specifiers = specifiers.stream()
                .sorted(Comparator.comparing(Specifier::toString))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** @throws IllegalArgumentException with the offending text */
    public static SpecifierSet parse(String text) {
        return new SpecifierSet(Splitter.on(',')
                .splitToStream(text)
                .filter(clause -> !Text.strip(clause).isEmpty())
                .map(Specifier::parse)
                .collect(ImmutableSet.toImmutableSet()));
    }

    /** Whether every version will do. */
    public boolean isAny() {
        return specifiers.isEmpty();
    }

    /** Whether a clause names a pre-release and so invites them. */
    public boolean namesPreRelease() {
        return specifiers.stream().anyMatch(Specifier::namesPreRelease);
    }

    /** Whether the version meets all clauses; a pre-release only if a clause names a pre-release itself. */
    public boolean contains(Version version) {
        return contains(version, namesPreRelease());
    }

    /**
     * Whether the version meets all clauses; a pre-release only if {@code prereleases} is true, whatever the clauses
     * name. For a version that is already chosen, ask with true; {@link #contains(Version)} is the default of indexes.
     */
    public boolean contains(Version version, boolean prereleases) {
        return (prereleases || !version.isPreRelease())
                && specifiers.stream().allMatch(specifier -> specifier.matches(version));
    }

    /** What meets both. */
    public SpecifierSet and(SpecifierSet other) {
        return new SpecifierSet(ImmutableSet.copyOf(Iterables.concat(specifiers, other.specifiers)));
    }

    @Override
    public String toString() {
        return specifiers.stream().map(Specifier::toString).collect(Collectors.joining(","));
    }
}
