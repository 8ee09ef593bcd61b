package dev.dyndeps.domain.format;

import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Version;
import java.util.Optional;
import java.util.stream.Stream;

/** The file name of a source distribution: {@code name-version.tar.gz}, or {@code .zip} from older tools (PEP 625). */
record SourceDistribution(DistributionName name, Version version) {

    static Optional<SourceDistribution> of(String fileName) {
        return Stream.of(".tar.gz", ".zip")
                .filter(fileName::endsWith)
                .map(suffix -> fileName.substring(0, fileName.length() - suffix.length()))
                .findFirst()
                .flatMap(SourceDistribution::parse);
    }

    private static Optional<SourceDistribution> parse(String stem) {
        int hyphen = stem.lastIndexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SourceDistribution(
                    DistributionName.of(stem.substring(0, hyphen)), Version.parse(stem.substring(hyphen + 1))));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
