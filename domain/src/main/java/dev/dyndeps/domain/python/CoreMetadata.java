package dev.dyndeps.domain.python;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.function.Function;

/**
 * The fields of a distribution's METADATA that we use (core metadata specifications).
 *
 * <p>Read as pip reads it: a {@code Requires-Python} that is no version specifier does not count, while one
 * {@code Requires-Dist} that is no requirement makes the whole distribution unusable.
 *
 * @param nameAsWritten the name before it was normalised
 * @param requiresPython empty if every Python will do
 * @param providesExtra normalised
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
        MetadataHeaders headers = MetadataHeaders.parse(text);
        MetadataHeaders.Field name = required(headers, "Name");
        return new CoreMetadata(
                read(name, DistributionName::of),
                name.value(),
                read(required(headers, "Version"), Version::parse),
                headers.first("Requires-Python")
                        .map(field -> requiresPython(field.value()))
                        .orElse(SpecifierSet.ANY),
                headers.all("Requires-Dist").stream()
                        .map(field -> read(field, Requirement::parse))
                        .collect(ImmutableList.toImmutableList()),
                headers.all("Provides-Extra").stream()
                        .map(field -> DistributionName.collapse(field.value()))
                        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo)));
    }

    private static MetadataHeaders.Field required(MetadataHeaders headers, String name) {
        return headers.first(name).orElseThrow(() -> new IllegalArgumentException("the metadata has no field " + name));
    }

    private static <T> T read(MetadataHeaders.Field field, Function<String, T> parser) {
        try {
            return parser.apply(field.value());
        } catch (IllegalArgumentException e) {
            throw field.wrong(e);
        }
    }

    private static SpecifierSet requiresPython(String value) {
        try {
            return SpecifierSet.parse(value);
        } catch (IllegalArgumentException e) {
            return SpecifierSet.ANY;
        }
    }
}
