package dev.dyndeps.adapter.uv;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.python.packaging.RequestLines;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.python.WheelTag;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes one wheel of each distribution that uv chose: the one that fits the target best among those whose digest the request
 * allows, which uv does not look at.
 */
final class Choice {
    private final RequestLines lines;
    private final TargetRuntime target;

    Choice(TargetRuntime target, RequestLines lines) {
        this.lines = lines;
        this.target = target;
    }

    /** @throws UserError ({@code NO_WHEEL}, {@code LOCK_MISMATCH}) if none will do */
    ImmutableList<ResolvedWheel> of(UvLock lock) {
        return lock.distributions().stream()
                .map(this::best)
                .sorted(Comparator.comparing(wheel -> wheel.name().name()))
                .collect(ImmutableList.toImmutableList());
    }

    private ResolvedWheel best(UvLock.Candidates candidates) {
        Optional<LocalWheel> local = lines.local(candidates.name());
        if (local.isPresent()) {
            return new ResolvedWheel(
                    local.get().contents().name(),
                    local.get().file().toAbsolutePath().toUri(),
                    local.get().sha256(),
                    Optional.of(local.get().contents().size()));
        }
        ImmutableList<ResolvedWheel> fitting = candidates.wheels().stream()
                .filter(wheel -> target.supports(wheel.name()))
                .collect(ImmutableList.toImmutableList());
        if (fitting.isEmpty()) {
            throw new UserError(
                    Code.NO_WHEEL,
                    where(candidates.name()),
                    candidates.wheels().stream()
                                    .map(wheel -> wheel.name().fileName())
                                    .collect(Collectors.joining(", "))
                            + " does not run on " + target.spelledOut(),
                    "Bring a wheel for the target, or choose another --target");
        }
        return fitting.stream()
                .filter(wheel -> allowed(candidates.name(), wheel))
                .min(Comparator.comparingInt(this::rank))
                .orElseThrow(() -> mismatch(candidates.name(), fitting));
    }

    /** The place of the wheel's best tag among the target's, the most specific first. */
    private int rank(ResolvedWheel wheel) {
        ImmutableList<WheelTag> tags = target.supportedTags();
        return wheel.name().tags().stream()
                .mapToInt(tags::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private boolean allowed(DistributionName name, ResolvedWheel wheel) {
        List<ImmutableSet<String>> hashes = hashes(name);
        boolean pinned = hashes.stream().anyMatch(some -> !some.isEmpty());
        return hashes.stream().allMatch(some -> some.isEmpty() || some.contains("sha256:" + wheel.sha256()))
                && (pinned || !lines.checksHashes());
    }

    /** What each requirement for it allows. */
    private List<ImmutableSet<String>> hashes(DistributionName name) {
        return lines.applicable().stream()
                .filter(sourced -> sourced.requirement().name().equals(name))
                .map(sourced -> ImmutableSet.<String>copyOf(sourced.hashes()))
                .toList();
    }

    private UserError mismatch(DistributionName name, ImmutableList<ResolvedWheel> wheels) {
        String files = wheels.stream()
                .map(wheel -> wheel.name().fileName() + " (sha256:" + wheel.sha256() + ")")
                .collect(Collectors.joining(", "));
        return hashes(name).isEmpty()
                ? new UserError(
                        Code.LOCK_MISMATCH,
                        "the requirements",
                        "all requirements have hashes, and what they depend on must be pinned with hashes too: "
                                + files,
                        "Make the hashes anew (pip-compile --generate-hashes), or leave all of them out")
                : new UserError(
                        Code.LOCK_MISMATCH,
                        where(name),
                        "the index has other files than the hashes of the requirement say: " + files,
                        "Bring its hashes up to date, or pin the version that they belong to");
    }

    private String where(DistributionName name) {
        String places = lines.applicable().stream()
                .filter(sourced -> sourced.requirement().name().equals(name))
                .map(SourcedRequirement::where)
                .distinct()
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? name.value() : places;
    }
}
