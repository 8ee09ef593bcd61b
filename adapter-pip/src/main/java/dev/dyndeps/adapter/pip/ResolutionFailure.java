package dev.dyndeps.adapter.pip;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.pip.IndexListing.PassedOver;
import dev.dyndeps.adapter.pip.IndexListing.Reason;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.PipOutput;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelResolver.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes one paragraph of pip's words: which requirement, what was there instead, what to try. */
final class ResolutionFailure {
    private static final Pattern NO_MATCH = Pattern.compile("ERROR: Could not find a version that satisfies the"
            + " requirement (.+?)(?: \\(from ([^()]+)\\))? \\(from versions: .*");
    private static final Pattern WRONG_PYTHON =
            Pattern.compile("ERROR: Package '([^']+)' requires a different Python: (\\S+) not in '([^']*)'");
    private static final Pattern WRONG_TAGS =
            Pattern.compile("ERROR: (\\S+\\.whl) is not a supported wheel on this platform");
    private static final int VERSIONS_SHOWN = 6;

    private final Request request;
    private final Wheres wheres;
    private final IndexQuestion index;
    private final TargetRuntime target;
    private final Path log;

    ResolutionFailure(Request request, PipRequirements requirements, IndexQuestion index, Path log) {
        this.request = request;
        this.wheres = new Wheres(request, requirements);
        this.index = index;
        this.target = request.target();
        this.log = log;
    }

    /** The exception to throw. */
    RuntimeException explain(Command command, ProcessResult result) {
        List<String> output = result.tail();
        Optional<Conflict> conflict = Conflict.in(output);
        if (conflict.isPresent()) {
            return contradiction(conflict.get());
        }
        for (String line : output) {
            Matcher noMatch = NO_MATCH.matcher(line);
            if (noMatch.matches()) {
                return noMatch(noMatch.group(1), Strings.nullToEmpty(noMatch.group(2)), output);
            }
            Matcher python = WRONG_PYTHON.matcher(line);
            if (python.matches()) {
                return wrongPython(python.group(1), python.group(3));
            }
            Matcher tags = WRONG_TAGS.matcher(line);
            if (tags.matches()) {
                return user(
                        Code.NO_WHEEL,
                        tags.group(1),
                        "the wheel does not run on " + target.spelledOut(),
                        "Bring a wheel for the target, or choose another --target");
            }
        }
        if (output.stream().anyMatch(line -> line.contains("DO NOT MATCH THE HASHES"))) {
            return hashes("the index has other files than the hashes of the requirements say", output);
        }
        if (output.stream().anyMatch(line -> line.contains("In --require-hashes mode"))) {
            return hashes(
                    "where all requirements have hashes, what they depend on must be pinned with hashes too", output);
        }
        return IndexFailure.in(output)
                .<RuntimeException>map(line -> IndexFailure.error("the package index failed", line))
                .orElseGet(() -> notUnderstood(command, result));
    }

    private RuntimeException noMatch(String asked, String neededBy, List<String> output) {
        Optional<Requirement> parsed = Wheres.parse(asked);
        if (parsed.isEmpty()) {
            throw new IllegalStateException("pip speaks of a requirement that is none: " + asked);
        }
        Requirement requirement = parsed.get();
        DistributionName name = requirement.name();
        IndexListing listing = index.ask(name);
        Optional<String> failure = listing.failure().isPresent() ? listing.failure() : IndexFailure.in(output);
        if (failure.isPresent()) {
            return IndexFailure.error("the package index could not be asked for " + name, failure.get());
        }
        String where = wheres.of(name, neededBy, output);
        String subject = name
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

    private UserError wrongPython(String name, String wanted) {
        return user(
                Code.REQUIRES_PYTHON,
                wheres.of(DistributionName.of(name), "", ImmutableList.of()),
                name + " requires Python " + wanted + ", and the target has " + target.fullVersion(),
                "Ask for a version that supports Python " + target.python() + ", or choose another --target");
    }

    private UserError contradiction(Conflict conflict) {
        ImmutableSet<DistributionName> names = conflict.names();
        String where = names.stream()
                .flatMap(name -> wheres.all(name).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        String what = conflict.causes().stream().map(wheres::withWhere).collect(Collectors.joining("; "));
        String missing = conflict.withoutWheel().isEmpty()
                ? ""
                : " (and no version of " + Joiner.on(", ").join(conflict.withoutWheel())
                        + " that would do has a wheel for " + target.spelledOut() + ")";
        return user(
                Code.RESOLUTION_CONFLICT,
                where.isEmpty() ? "the requirements" : where,
                "these contradict each other: " + what + missing,
                "Loosen one of them, or ask for versions that go together");
    }

    private UserError hashes(String what, List<String> output) {
        String lines = output.stream()
                .map(String::strip)
                .filter(line -> line.contains(" --hash=") || line.contains(" from http") || line.contains("sha256"))
                .limit(VERSIONS_SHOWN)
                .collect(Collectors.joining("; "));
        String where = request.requirements().stream()
                .filter(sourced -> lines.contains(sourced.requirement().name().value()))
                .map(sourced -> sourced.where())
                .distinct()
                .collect(Collectors.joining(", "));
        return user(
                Code.LOCK_MISMATCH,
                where.isEmpty() ? "the requirements" : where,
                what + ": " + lines,
                "Make the hashes anew (pip-compile --generate-hashes), or leave all of them out");
    }

    private ToolError notUnderstood(Command command, ProcessResult result) {
        return new ToolError(
                result.timedOut() ? "pip took too long to resolve" : "pip failed to resolve",
                "Read the whole output in " + log,
                command.redacted(),
                result.exitCode(),
                PipOutput.linesThatMatter(result.tail()),
                Optional.of(log));
    }

    private UserError user(Code code, String where, String what, String next) {
        return new UserError(code, where, what, next + "; pip's own words are in " + log);
    }

    private static String shown(ImmutableList<Version> versions) {
        String newest =
                versions.stream().limit(VERSIONS_SHOWN).map(Version::toString).collect(Collectors.joining(", "));
        return versions.size() <= VERSIONS_SHOWN
                ? newest
                : newest + " and " + (versions.size() - VERSIONS_SHOWN) + " older";
    }
}
