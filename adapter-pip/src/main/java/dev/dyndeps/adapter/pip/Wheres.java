package dev.dyndeps.adapter.pip;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import dev.dyndeps.port.WheelResolver.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the things that pip speaks of were written. */
final class Wheres {
    private static final String USER = "The user requested ";
    private static final String CONSTRAINT = "(constraint) ";

    private final Request request;
    private final PipRequirements requirements;

    Wheres(Request request, PipRequirements requirements) {
        this.request = request;
        this.requirements = requirements;
    }

    /** The place of a distribution, or of the first of those who need it. */
    String of(DistributionName name, String neededBy) {
        Stream<DistributionName> chain = Splitter.on("->")
                .trimResults()
                .splitToStream(neededBy)
                .flatMap(text -> parse(text).stream())
                .map(Requirement::name);
        return Stream.concat(Stream.of(name), chain)
                .map(candidate -> String.join(", ", all(candidate)))
                .filter(places -> !places.isEmpty())
                .findFirst()
                .orElse(name.value());
    }

    /** Every place that names the distribution: requirements, constraints, local wheels. */
    ImmutableSet<String> all(DistributionName name) {
        Stream<String> asked = Stream.concat(requirements.applicable().stream(), request.constraints().stream())
                .filter(sourced -> sourced.requirement().name().equals(name))
                .map(SourcedRequirement::where);
        Stream<String> local = requirements.local(name).map(LocalWheel::where).stream();
        return Stream.concat(asked, local).collect(ImmutableSet.toImmutableSet());
    }

    /** A line of pip's list of causes, with the places that it speaks of. */
    String withWhere(String cause) {
        if (!cause.startsWith(USER)) {
            String name = Splitter.on(' ').splitToList(cause).get(0);
            return cause + parse(name).map(found -> suffix(all(found.name()))).orElse("");
        }
        String text = cause.substring(USER.length());
        boolean constraint = text.startsWith(CONSTRAINT);
        String asked = constraint ? text.substring(CONSTRAINT.length()) : text;
        Optional<Requirement> requirement = parse(asked);
        if (requirement.isEmpty()) {
            return asked;
        }
        DistributionName name = requirement.get().name();
        Optional<LocalWheel> local = requirements.local(name);
        if (constraint && local.isPresent()) {
            return "the wheel " + local.get().contents().name().fileName()
                    + suffix(ImmutableSet.of(local.get().where()));
        }
        return asked + suffix(exact(constraint ? request.constraints() : requirements.applicable(), requirement.get()));
    }

    private static ImmutableSet<String> exact(List<SourcedRequirement> all, Requirement requirement) {
        ImmutableSet<String> same = all.stream()
                .filter(sourced -> sourced.requirement().name().equals(requirement.name()))
                .filter(sourced -> sourced.requirement().specifiers().equals(requirement.specifiers()))
                .map(SourcedRequirement::where)
                .collect(ImmutableSet.toImmutableSet());
        return same;
    }

    private static String suffix(ImmutableSet<String> places) {
        return places.isEmpty() ? "" : places.stream().collect(Collectors.joining(", ", " (", ")"));
    }

    static Optional<Requirement> parse(String text) {
        try {
            return Optional.of(Requirement.parse(text.strip()));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
