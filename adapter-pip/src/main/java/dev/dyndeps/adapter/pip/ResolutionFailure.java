package dev.dyndeps.adapter.pip;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.PipOutput;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.packaging.IndexFailure;
import dev.dyndeps.adapter.python.packaging.IndexQuestion;
import dev.dyndeps.adapter.python.packaging.RequestLines;
import dev.dyndeps.adapter.python.packaging.Unmet;
import dev.dyndeps.adapter.python.packaging.Wheres;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.TargetRuntime;
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
    private static final int LINES_SHOWN = 6;

    private final Request request;
    private final Wheres wheres;
    private final Unmet unmet;
    private final TargetRuntime target;
    private final Path log;

    ResolutionFailure(Request request, RequestLines requirements, IndexQuestion index, Path log) {
        this.request = request;
        this.wheres = new Wheres(request, requirements);
        this.unmet = new Unmet(index, "pip", log);
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
        String where = wheres.of(requirement.name(), neededBy, output);
        return unmet.explain(requirement, neededBy, where, IndexFailure.in(output));
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
                .limit(LINES_SHOWN)
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
        return unmet.user(code, where, what, next);
    }
}
