package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.MarkerEnvironment;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.port.WheelResolver;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves over a {@link FakeIndex} by trying: the newest version that fits first, back when nothing does. */
public final class FakeWheelResolver implements WheelResolver {
    private final FakeIndex index;

    public FakeWheelResolver(FakeIndex index) {
        this.index = index;
    }

    @Override
    public Resolution resolve(Request request) {
        Search search = new Search(request);
        MarkerEnvironment environment = request.target().markers();
        Stream<Need> local = request.localWheels().stream()
                .map(wheel -> new Need(
                        Requirement.parse(wheel.contents().name().name().value()), wheel.where()));
        Stream<Need> asked = request.requirements().stream()
                .filter(sourced -> sourced.requirement().appliesIn(environment))
                .map(sourced -> new Need(sourced.requirement(), sourced.where()));
        ImmutableList<Need> needs = Stream.concat(local, asked).collect(ImmutableList.toImmutableList());
        ImmutableList<ResolvedWheel> wheels =
                search.solve(needs, ImmutableMap.of()).orElseThrow(search::conflict).values().stream()
                        .map(Choice::wheel)
                        .sorted(Comparator.comparing(wheel -> wheel.name().name()))
                        .collect(ImmutableList.toImmutableList());
        wheels.forEach(search::checkHash);
        return new Resolution(wheels, "fake 1.0");
    }

    /** @param where the place that it was written at, or that of the requirement that led to it */
    private record Need(Requirement requirement, String where) {}

    private record Choice(ResolvedWheel wheel, CoreMetadata metadata, String where) {}

    private final class Search {
        private final Request request;
        private ImmutableSet<String> blame = ImmutableSet.of();

        Search(Request request) {
            this.request = request;
        }

        Optional<ImmutableMap<DistributionName, Choice>> solve(
                ImmutableList<Need> needs, ImmutableMap<DistributionName, Choice> chosen) {
            if (needs.isEmpty()) {
                return Optional.of(chosen);
            }
            Need need = needs.get(0);
            DistributionName name = need.requirement().name();
            Optional<Choice> earlier = Optional.ofNullable(chosen.get(name));
            for (Choice choice : earlier.map(ImmutableList::of).orElseGet(() -> candidates(need))) {
                if (!fits(need.requirement(), choice) || !constraintsAllow(choice)) {
                    blame = wheres(name, need.where(), choice.where());
                    continue;
                }
                ImmutableMap<DistributionName, Choice> more = ImmutableMap.<DistributionName, Choice>builder()
                        .putAll(chosen)
                        .put(name, choice)
                        .buildKeepingLast();
                ImmutableList<Need> rest = Stream.concat(needs.stream().skip(1), needsOf(need, choice))
                        .collect(ImmutableList.toImmutableList());
                Optional<ImmutableMap<DistributionName, Choice>> solution = solve(rest, more);
                if (solution.isPresent()) {
                    return solution;
                }
            }
            return Optional.empty();
        }

        private Stream<Need> needsOf(Need need, Choice choice) {
            MarkerEnvironment environment = request.target().markers();
            return choice.metadata().requiresDist().stream()
                    .filter(requirement -> requirement.appliesIn(environment)
                            || need.requirement().extras().stream()
                                    .anyMatch(extra -> requirement.appliesIn(environment.withExtra(extra))))
                    .map(requirement -> new Need(requirement, need.where()));
        }

        private boolean fits(Requirement requirement, Choice choice) {
            return requirement.specifiers().contains(choice.metadata().version(), true);
        }

        private boolean constraintsAllow(Choice choice) {
            return request.constraints().stream()
                    .filter(constraint ->
                            constraint.requirement().appliesIn(request.target().markers()))
                    .filter(constraint -> constraint
                            .requirement()
                            .name()
                            .equals(choice.metadata().name()))
                    .allMatch(constraint -> fits(constraint.requirement(), choice));
        }

        private ImmutableList<Choice> candidates(Need need) {
            DistributionName name = need.requirement().name();
            Optional<LocalWheel> local = request.localWheels().stream()
                    .filter(wheel -> wheel.contents().name().name().equals(name))
                    .findFirst();
            if (local.isPresent()) {
                LocalWheel wheel = local.get();
                ResolvedWheel resolved = new ResolvedWheel(
                        wheel.contents().name(),
                        wheel.file().toUri(),
                        wheel.sha256(),
                        Optional.of(wheel.contents().size()));
                return ImmutableList.of(new Choice(resolved, wheel.contents().metadata(), wheel.where()));
            }
            ImmutableList<Choice> found = index.wheels(name).stream()
                    .filter(this::runsOnTarget)
                    .filter(wheel -> supportsPython(wheel)
                            && need.requirement().specifiers().contains(Version.parse(wheel.version())))
                    .sorted(Comparator.comparing((WheelMaker wheel) -> Version.parse(wheel.version()))
                            .reversed())
                    .map(wheel -> new Choice(
                            FakeIndex.resolved(wheel), CoreMetadata.parse(wheel.metadataText()), need.where()))
                    .collect(ImmutableList.toImmutableList());
            if (found.isEmpty()) {
                throw nothing(need);
            }
            return found;
        }

        private boolean runsOnTarget(WheelMaker wheel) {
            return request.target().supports(WheelName.parse(wheel.fileName()));
        }

        private boolean supportsPython(WheelMaker wheel) {
            return CoreMetadata.parse(wheel.metadataText())
                    .requiresPython()
                    .contains(Version.parse(request.target().fullVersion()), true);
        }

        private UserError nothing(Need need) {
            Requirement requirement = need.requirement();
            ImmutableList<WheelMaker> all = Stream.concat(
                            index.wheels(requirement.name()).stream(), index.sdists(requirement.name()).stream())
                    .collect(ImmutableList.toImmutableList());
            ImmutableList<WheelMaker> meeting = all.stream()
                    .filter(wheel -> requirement.specifiers().contains(Version.parse(wheel.version()), true))
                    .collect(ImmutableList.toImmutableList());
            String versions = all.stream().map(WheelMaker::version).distinct().collect(Collectors.joining(", "));
            if (all.isEmpty()) {
                return error(Code.DISTRIBUTION_UNKNOWN, need, "is not in the package index");
            }
            if (meeting.isEmpty()) {
                return error(Code.VERSION_UNKNOWN, need, "has other versions only: " + versions);
            }
            return meeting.stream().allMatch(this::supportsPython)
                    ? error(
                            Code.NO_WHEEL,
                            need,
                            "has no wheel for " + request.target().spelledOut())
                    : error(
                            Code.REQUIRES_PYTHON,
                            need,
                            "does not support Python " + request.target().fullVersion());
        }

        private static UserError error(Code code, Need need, String what) {
            return new UserError(code, need.where(), need.requirement() + " " + what, "Ask for something else");
        }

        private ImmutableSet<String> wheres(DistributionName name, String... more) {
            Stream<String> written = Stream.concat(request.requirements().stream(), request.constraints().stream())
                    .filter(sourced -> sourced.requirement().name().equals(name))
                    .map(SourcedRequirement::where);
            return Stream.concat(Stream.of(more), written).collect(ImmutableSet.toImmutableSet());
        }

        UserError conflict() {
            return new UserError(
                    Code.RESOLUTION_CONFLICT,
                    String.join(", ", blame),
                    "these contradict each other",
                    "Loosen one of them");
        }

        void checkHash(ResolvedWheel wheel) {
            for (SourcedRequirement sourced : request.requirements()) {
                if (sourced.requirement().name().equals(wheel.name().name())
                        && !sourced.hashes().isEmpty()
                        && !sourced.hashes().contains("sha256:" + wheel.sha256())) {
                    throw new UserError(
                            Code.LOCK_MISMATCH, sourced.where(), "its digest is another", "Bring it up to date");
                }
            }
        }
    }
}
