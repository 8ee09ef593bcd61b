package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;

/**
 * A dependency specifier (PEP 508).
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

    /** @throws IllegalArgumentException with the offending text */
    public static Requirement parse(String text) {
        return new Requirement(
                DistributionName.of(text),
                ImmutableSortedSet.of(),
                SpecifierSet.ANY,
                Optional.empty(),
                Optional.empty());
    }
}
