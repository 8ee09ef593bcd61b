package dev.dyndeps.adapter.python.packaging;

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
public final class Wheres {
    private static final String USER = "The user requested ";
    private static final String CONSTRAINT = "(constraint) ";

    private final Request request;
    private final RequestLines requirements;

    public Wheres(Request request, RequestLines requirements) {
        this.request = request;
        this.requirements = requirements;
    }

    /** The place of a distribution, or of the first of those through whom it is needed. */
    public String of(DistributionName name, String neededBy, List<String> output) {
        Stream<DistributionName> chain = Stream.of(neededBy + "->" + chainOf(neededBy, output))
                .flatMap(text -> Splitter.on("->").trimResults().splitToStream(text))
                .flatMap(text -> parse(text).stream())
                .map(Requirement::name);
        return Stream.concat(Stream.of(name), chain)
                .map(candidate -> String.join(", ", all(candidate)))
                .filter(places -> !places.isEmpty())
                .findFirst()
                .orElse(name.value());
    }

    /** Who led pip to a distribution: {@code Collecting NAME>=1 (from a==1->b==2->-r FILE (line 3))}. */
    private static String chainOf(String name, List<String> output) {
        String from = " (from ";
        return output.stream()
                .filter(line -> line.startsWith("Collecting " + name) && line.contains(from))
                .map(line -> line.substring(line.indexOf(from) + from.length()))
                .findFirst()
                .orElse("");
    }

    /** Every place that names the distribution: requirements, constraints, local wheels. */
    public ImmutableSet<String> all(DistributionName name) {
        Stream<String> asked = Stream.concat(requirements.applicable().stream(), request.constraints().stream())
                .filter(sourced -> sourced.requirement().name().equals(name))
                .map(SourcedRequirement::where);
        Stream<String> local = requirements.local(name).map(LocalWheel::where).stream();
        return Stream.concat(asked, local).collect(ImmutableSet.toImmutableSet());
    }

    /** A line of pip's list of causes, with the places that it speaks of. */
    public String withWhere(String cause) {
        if (!cause.startsWith(USER)) {
            return cause + nameIn(cause).map(found -> suffix(all(found))).orElse("");
        }
        String text = cause.substring(USER.length());
        boolean constraint = text.startsWith(CONSTRAINT);
        String asked = constraint ? text.substring(CONSTRAINT.length()) : text;
        Optional<DistributionName> name = nameIn(asked);
        Optional<LocalWheel> local = name.flatMap(requirements::local);
        boolean byUrl = asked.contains("file:") || asked.contains(" (from ");
        if (local.isPresent() && (constraint || byUrl)) {
            return "the wheel " + local.get().contents().name().fileName()
                    + suffix(ImmutableSet.of(local.get().where()));
        }
        Optional<Requirement> requirement = parse(asked);
        if (requirement.isEmpty()) {
            return asked;
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

    /** The name that a requirement, or a line about a distribution, begins with. */
    public static Optional<DistributionName> nameIn(String text) {
        return parse(text.split("[ \\[<>=!~;@(]", 2)[0]).map(Requirement::name);
    }

    /** A requirement, if the text is one. */
    public static Optional<Requirement> parse(String text) {
        try {
            return Optional.of(Requirement.parse(text.strip()));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
