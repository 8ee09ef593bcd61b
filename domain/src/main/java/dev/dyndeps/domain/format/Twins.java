package dev.dyndeps.domain.format;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;

/**
 * Two files of one name and size that bring the same distribution. If their bytes are the same the second is superfluous
 * (it is in no unit); if not, {@link #differ()} is what to throw.
 *
 * @param kept the one that a unit lists
 * @param copy the other
 */
public record Twins(ArchivePath kept, ArchivePath copy) {
    /** The error for twins whose bytes differ. */
    public UserError differ() {
        return refusal(kept, copy, "both are called " + kept.name() + " and have different content");
    }

    static UserError refusal(ArchivePath one, ArchivePath other, String what) {
        return new UserError(
                Code.DUPLICATE_DISTRIBUTION, one + " and " + other, what, "Keep the one to use and take the other out");
    }
}
