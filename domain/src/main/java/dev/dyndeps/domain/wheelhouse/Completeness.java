package dev.dyndeps.domain.wheelhouse;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.MarkerEnvironment;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The proof that a set of wheels is whole: every requirement whose marker holds on the target is met by a wheel of the set.
 * It walks the graph from what the input asks for, with the extras asked for on the way.
 *
 * @param met what is required and by which wheel it is met, sorted
 * @param missing what nothing meets
 * @param needed the distributions that the walk reached; the others are not needed on this target
 */
public record Completeness(
        ImmutableList<Met> met, ImmutableList<Missing> missing, ImmutableSortedSet<DistributionName> needed) {

    /**
     * A requirement that is met.
     *
     * @param by whose it is: a distribution, or the file and line of the input
     * @param requirement as it is written
     * @param wheel the distribution and version that meets it
     */
    public record Met(String by, String requirement, String wheel) {
        ImmutableMap<String, Object> json() {
            return ImmutableMap.of("by", by, "requires", requirement, "met_by", wheel);
        }
    }

    /**
     * A requirement that is not met.
     *
     * @param requirement what is required, without its marker
     * @param chain how the walk came there, the input's line first
     * @param found the version that is there but does not fit; empty if there is none
     */
    public record Missing(Requirement requirement, ImmutableList<String> chain, String found) {
        /** The chain in one line: {@code requirements.txt:3 → pandas 2.1.0 → numpy>=1.22}. */
        public String path() {
            return Joiner.on(" → ").join(chain);
        }
    }

    /**
     * Walks from the input's requirements (those whose marker does not hold on the target are passed over) and from the
     * distributions that the input brings itself.
     */
    public static Completeness of(
            Iterable<SourcedRequirement> requirements,
            Iterable<DistributionName> brought,
            Map<DistributionName, CoreMetadata> wheels,
            TargetRuntime target) {
        Walk walk = new Walk(wheels, target.markers());
        for (SourcedRequirement requirement : requirements) {
            walk.require(requirement.requirement(), "", requirement.where(), ImmutableList.of(requirement.where()));
        }
        for (DistributionName name : brought) {
            walk.enter(name, "", ImmutableList.of("the input"));
        }
        return walk.run();
    }

    private static final class Walk {
        private final Map<DistributionName, CoreMetadata> wheels;
        private final MarkerEnvironment environment;
        private final Deque<Visit> toVisit = new ArrayDeque<>();
        private final Set<String> visited = new HashSet<>();
        private final Set<DistributionName> needed = new HashSet<>();
        private final Map<String, Met> met = new TreeMap<>();
        private final Set<Missing> missing = new LinkedHashSet<>();

        Walk(Map<DistributionName, CoreMetadata> wheels, MarkerEnvironment environment) {
            this.wheels = wheels;
            this.environment = environment;
        }

        Completeness run() {
            while (!toVisit.isEmpty()) {
                Visit visit = toVisit.remove();
                String by = visit.metadata.name() + (visit.extra.isEmpty() ? "" : "[" + visit.extra + "]");
                for (Requirement requirement : visit.metadata.requiresDist()) {
                    require(requirement, visit.extra, by, visit.chain);
                }
            }
            return new Completeness(
                    ImmutableList.copyOf(met.values()),
                    ImmutableList.copyOf(missing),
                    ImmutableSortedSet.copyOf(needed));
        }

        /** One requirement of somebody, who is being asked for with {@code extra} (or none). */
        void require(Requirement requirement, String extra, String by, ImmutableList<String> chain) {
            boolean always = holds(requirement, "");
            if (extra.isEmpty() ? !always : always || !holds(requirement, extra)) {
                return; // not on this target, or said already where the distribution was entered without the extra
            }
            CoreMetadata wheel = wheels.get(requirement.name());
            if (wheel == null) {
                missing.add(new Missing(unconditional(requirement), append(chain, requirement), ""));
            } else if (!requirement.specifiers().contains(wheel.version(), true)) {
                missing.add(new Missing(
                        unconditional(requirement),
                        append(chain, requirement),
                        wheel.version().toString()));
            } else {
                met.put(
                        by + " " + requirement,
                        new Met(by, requirement.toString(), wheel.name() + " " + wheel.version()));
                enter(requirement.name(), "", chain);
                requirement.extras().forEach(asked -> enter(requirement.name(), asked, chain));
            }
        }

        void enter(DistributionName name, String extra, ImmutableList<String> chain) {
            CoreMetadata metadata = wheels.get(name);
            if (metadata != null && visited.add(name + "[" + extra + "]")) {
                needed.add(name);
                toVisit.add(new Visit(metadata, extra, append(chain, name + " " + metadata.version())));
            }
        }

        private boolean holds(Requirement requirement, String extra) {
            return requirement
                    .marker()
                    .map(marker -> marker.holds(environment.withExtra(extra)))
                    .orElse(true);
        }

        private static Requirement unconditional(Requirement r) {
            return new Requirement(r.name(), r.extras(), r.specifiers(), r.url(), Optional.empty());
        }

        private static ImmutableList<String> append(ImmutableList<String> chain, Object last) {
            List<String> longer = new ArrayList<>(chain);
            longer.add(last.toString());
            return ImmutableList.copyOf(longer);
        }
    }

    private record Visit(CoreMetadata metadata, String extra, ImmutableList<String> chain) {}

    /** The distributions of {@code all} that the walk did not reach. */
    public ImmutableList<DistributionName> unneeded(Stream<DistributionName> all) {
        return all.filter(name -> !needed.contains(name)).sorted().collect(ImmutableList.toImmutableList());
    }
}
