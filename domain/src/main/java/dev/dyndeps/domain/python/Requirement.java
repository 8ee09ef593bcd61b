package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;

/**
 * A dependency specifier (PEP 508, dependency specifiers specification). {@link #toString()} is canonical and reads back
 * as the same requirement: {@code name[extra,other]>=1,<2; marker} or {@code name @ url ; marker}.
 *
 * <p>As {@code packaging} 25, but a name or an extra must begin and end with a letter or digit, as its specification
 * says, and control characters are refused: a requirement is one line.
 *
 * @param extras normalised
 * @param url the direct reference, if it has one; then there are no specifiers
 */
public record Requirement(
        DistributionName name,
        ImmutableSortedSet<String> extras,
        SpecifierSet specifiers,
        Optional<String> url,
        Optional<Marker> marker) {

    /** @throws IllegalArgumentException if it has both a URL and specifiers */
    public Requirement {
        if (url.isPresent() && !specifiers.isAny()) {
            throw new IllegalArgumentException("a requirement by URL has no version specifiers: " + name);
        }
    }

    /** Any version of the distribution, without extras. */
    public static Requirement of(DistributionName name) {
        return new Requirement(name, ImmutableSortedSet.of(), SpecifierSet.ANY, Optional.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException with the offending text */
    public static Requirement parse(String text) {
        return new RequirementParser(text).requirement();
    }

    /** Whether it applies in the environment: it has no marker, or one that holds there. */
    public boolean appliesIn(MarkerEnvironment environment) {
        return marker.isEmpty() || marker.get().holds(environment);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name.value());
        if (!extras.isEmpty()) {
            text.append('[').append(String.join(",", extras)).append(']');
        }
        text.append(specifiers);
        url.ifPresent(address -> text.append(" @ ").append(address));
        if (url.isPresent() && marker.isPresent()) {
            text.append(' '); // what follows a URL without a blank is part of it
        }
        marker.ifPresent(condition -> text.append("; ").append(condition));
        return text.toString();
    }
}
