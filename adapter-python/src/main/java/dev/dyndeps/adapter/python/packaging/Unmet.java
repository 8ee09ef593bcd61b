package dev.dyndeps.adapter.python.packaging;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.packaging.IndexListing.PassedOver;
import dev.dyndeps.adapter.python.packaging.IndexListing.Reason;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.Version;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says why nothing of the index meets a requirement: what is there instead, and what to try.
 *
 * @param tool whose own words are in the log, such as {@code pip}
 */
public record Unmet(IndexQuestion index, String tool, java.nio.file.Path log) {
    private static final int VERSIONS_SHOWN = 6;

    /**
     * The exception to throw.
     *
     * @param neededBy the distribution that needs it; empty if the request does
     * @param where where that was written
     * @param failure what the tool said of the index; empty if it said nothing
     */
    public RuntimeException explain(Requirement requirement, String neededBy, String where, Optional<String> failure) {
        IndexListing listing = index.ask(requirement.name());
        Optional<String> failed = listing.failure().isPresent() ? listing.failure() : failure;
        if (failed.isPresent()) {
            return IndexFailure.error("the package index could not be asked for " + requirement.name(), failed.get());
        }
        String subject = requirement.name()
                + requirement.specifiers().toString()
                + (neededBy.isEmpty() ? "" : ", which " + neededBy + " needs,");
        if (listing.isEmpty()) {
            return user(
                    Code.DISTRIBUTION_UNKNOWN,
                    where,
                    subject + " is not in the package index",
                    "Check the spelling (the name to install may differ from the name to import), or bring its wheel");
        }
        ImmutableList<PassedOver> nearest = listing.nearest(requirement.specifiers());
        if (nearest.isEmpty()) {
            return user(
                    Code.VERSION_UNKNOWN,
                    where,
                    "no version of the index meets " + subject + "; it has " + shown(listing.usable()),
                    "Ask for one of these versions");
        }
        return nothingFits(where, subject, nearest, listing.usable());
    }

    private RuntimeException nothingFits(
            String where, String subject, ImmutableList<PassedOver> files, ImmutableList<Version> usable) {
        TargetRuntime target = index.target();
        Version version = files.get(0).version();
        String instead = usable.isEmpty() ? "" : "; versions with a wheel for it are " + shown(usable);
        Optional<PassedOver> python = files.stream()
                .filter(file -> file.reason() == Reason.OTHER_PYTHON)
                .findFirst();
        if (python.isPresent()) {
            return user(
                    Code.REQUIRES_PYTHON,
                    where,
                    subject + " would be " + version + ", which requires Python "
                            + python.get().detail() + ", and the target has " + target.fullVersion() + instead,
                    "Ask for a version that supports Python " + target.python() + ", or choose another --target");
        }
        ImmutableSet<String> tags = files.stream()
                .filter(file -> file.reason() == Reason.OTHER_TAGS)
                .map(PassedOver::detail)
                .limit(VERSIONS_SHOWN)
                .collect(ImmutableSet.toImmutableSet());
        String there = tags.isEmpty()
                ? "only as source (" + files.get(0).detail() + ")"
                : "only for " + Joiner.on(", ").join(tags);
        return user(
                Code.NO_WHEEL,
                where,
                subject + " has no wheel for " + target.spelledOut() + ": the index has " + version + " " + there
                        + instead,
                "Ask for another version, or build its wheel for the target and put it into the input");
    }

    /** A refusal that names the log. */
    public UserError user(Code code, String where, String what, String next) {
        return new UserError(code, where, what, next + "; " + tool + "'s own words are in " + log);
    }

    private static String shown(ImmutableList<Version> versions) {
        String newest =
                versions.stream().limit(VERSIONS_SHOWN).map(Version::toString).collect(Collectors.joining(", "));
        return versions.size() <= VERSIONS_SHOWN
                ? newest
                : newest + " and " + (versions.size() - VERSIONS_SHOWN) + " older";
    }
}
