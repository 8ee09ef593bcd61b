package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.SpecifierSet;
import dev.dyndeps.domain.requirements.LockFile;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.domain.wheelhouse.BuildPlan;
import dev.dyndeps.domain.wheelhouse.Completeness;
import dev.dyndeps.domain.wheelhouse.TargetRules;
import dev.dyndeps.port.WheelResolver;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resolves until nothing is missing on the target. A resolver evaluates markers for the interpreter that it runs on, so what
 * it left out is asked for again by name, together with everything else, until the proof holds.
 */
public final class CompleteResolution {
    private final WheelResolver resolver;
    private final FetchWheels fetch;

    public CompleteResolution(WheelResolver resolver, FetchWheels fetch) {
        this.resolver = resolver;
        this.fetch = fetch;
    }

    /**
     * A set of wheels that is whole.
     *
     * @param wheels one per distribution, none that nothing asks for
     * @param requested the distributions that the input asks for or brings
     * @param asked whether an index was asked, which may say something else tomorrow
     */
    record Resolved(
            ImmutableList<FoundWheel> wheels,
            ImmutableSortedSet<DistributionName> requested,
            Completeness completeness,
            ImmutableList<String> warnings,
            boolean asked) {}

    /** Takes local wheels as they are and everything else from the index; asks the resolver only if something is missing. */
    Resolved resolve(BuildPlan plan, ImmutableList<FoundWheel> local, Path folder, Stages stages) {
        Map<DistributionName, FoundWheel> wheels = byName(local);
        Set<SourcedRequirement> asked = new LinkedHashSet<>(requirements(plan, local));
        // No resolver looks at a local wheel that nobody asks for, so what those lack is asked for from the start.
        ask(asked, Completeness.of(ImmutableList.of(), names(local), metadata(wheels), plan.target()));
        Completeness completeness = prove(plan, local, wheels);
        boolean resolved = false;
        while (!completeness.missing().isEmpty()) {
            WheelResolver.Request request = new WheelResolver.Request(
                    ImmutableList.copyOf(asked),
                    plan.constraints(),
                    local.stream().map(FoundWheel::local).collect(ImmutableList.toImmutableList()),
                    plan.target());
            fetch.prepare();
            WheelResolver.Resolution resolution =
                    stages.time("resolve", asked.size() + " requirements", () -> resolver.resolve(request));
            resolved = true;
            wheels = byName(fetch.fetch(resolution.wheels(), resolution.tool(), wheels.values(), folder, stages));
            wheels.putAll(byName(local));
            completeness = prove(plan, local, wheels);
            if (!ask(asked, completeness) && !completeness.missing().isEmpty()) {
                throw incomplete(completeness.missing());
            }
        }
        return resolved(plan, local, wheels, completeness, resolved);
    }

    /** Asks for what is missing too; tells whether any of it was not asked for yet. */
    private static boolean ask(Set<SourcedRequirement> asked, Completeness completeness) {
        boolean news = false;
        for (Completeness.Missing missing : completeness.missing()) {
            news |= asked.add(new SourcedRequirement(missing.requirement(), ImmutableSortedSet.of(), missing.path()));
        }
        return news;
    }

    /** Takes what the lock names, and nothing else. */
    Resolved fromLock(BuildPlan plan, LockFile lock, ImmutableList<FoundWheel> local, Path folder, Stages stages) {
        Map<DistributionName, FoundWheel> wheels = byName(Stream.concat(
                        local.stream(),
                        fetch
                                .fetch(
                                        LockedWheels.choose(lock, plan.target(), local),
                                        "pylock.toml",
                                        ImmutableList.of(),
                                        folder,
                                        stages)
                                .stream())
                .collect(ImmutableList.toImmutableList()));
        Completeness completeness = plan.recognition().lock().isPresent()
                ? Completeness.of(requirements(plan, local), wheels.keySet(), metadata(wheels), plan.target())
                : prove(plan, local, wheels);
        if (!completeness.missing().isEmpty()) {
            throw incomplete(completeness.missing());
        }
        return resolved(
                plan, plan.recognition().lock().isPresent() ? wheels.values() : local, wheels, completeness, false);
    }

    /** What the input asks for, the extras of what was built from it included. */
    private static ImmutableList<SourcedRequirement> requirements(BuildPlan plan, ImmutableList<FoundWheel> local) {
        ImmutableList.Builder<SourcedRequirement> all = ImmutableList.builder();
        all.addAll(plan.requirements());
        plan.extras()
                .forEach((path, extras) -> local.stream()
                        .filter(wheel -> wheel.where().equals(path.toString()))
                        .forEach(wheel -> all.add(new SourcedRequirement(
                                new Requirement(
                                        wheel.distribution(),
                                        extras,
                                        SpecifierSet.ANY,
                                        Optional.empty(),
                                        Optional.empty()),
                                ImmutableSortedSet.of(),
                                path.toString()))));
        return all.build();
    }

    private static Completeness prove(
            BuildPlan plan, ImmutableList<FoundWheel> local, Map<DistributionName, FoundWheel> wheels) {
        return Completeness.of(requirements(plan, local), names(local), metadata(wheels), plan.target());
    }

    private static ImmutableList<DistributionName> names(ImmutableList<FoundWheel> wheels) {
        return wheels.stream().map(FoundWheel::distribution).collect(ImmutableList.toImmutableList());
    }

    private static Map<DistributionName, CoreMetadata> metadata(Map<DistributionName, FoundWheel> wheels) {
        return wheels.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().contents().metadata()));
    }

    private static Resolved resolved(
            BuildPlan plan,
            Iterable<FoundWheel> brought,
            Map<DistributionName, FoundWheel> wheels,
            Completeness completeness,
            boolean asked) {
        ImmutableSortedSet.Builder<DistributionName> requested = ImmutableSortedSet.naturalOrder();
        plan.requirements()
                .forEach(requirement -> requested.add(requirement.requirement().name()));
        brought.forEach(wheel -> requested.add(wheel.distribution()));
        ImmutableList<FoundWheel> needed = wheels.values().stream()
                .filter(wheel -> completeness.needed().contains(wheel.distribution()))
                .collect(ImmutableList.toImmutableList());
        needed.forEach(wheel -> TargetRules.check(wheel.contents(), plan.target(), wheel.where()));
        return new Resolved(needed, requested.build(), completeness, plan.warnings(), asked);
    }

    private static Map<DistributionName, FoundWheel> byName(List<FoundWheel> wheels) {
        Map<DistributionName, FoundWheel> byName = new LinkedHashMap<>();
        wheels.forEach(wheel -> byName.put(wheel.distribution(), wheel));
        return byName;
    }

    private static UserError incomplete(ImmutableList<Completeness.Missing> missing) {
        Completeness.Missing first = missing.get(0);
        return new UserError(
                Code.INCOMPLETE,
                first.path(),
                first.found().isEmpty()
                        ? "nothing in the wheelhouse is " + first.requirement()
                        : "the wheelhouse has version " + first.found() + ", which is not " + first.requirement(),
                "Add a version of " + first.requirement().name() + " that fits to the input"
                        + (missing.size() > 1 ? "; " + (missing.size() - 1) + " more are missing" : ""));
    }
}
