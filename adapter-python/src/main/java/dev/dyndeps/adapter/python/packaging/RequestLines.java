package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.MarkerEnvironment;
import dev.dyndeps.domain.python.Requirement;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import dev.dyndeps.port.WheelResolver.LocalWheel;
import dev.dyndeps.port.WheelResolver.Request;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request asks of pip, as lines of a fresh requirements file and a fresh constraints file. They are written from
 * the domain's values only: no text of a stranger gets there.
 *
 * <p>Markers of the request's own requirements are decided here, for the target. Every local wheel is required by its
 * URL: whatever asks for its distribution gets this file, and its version must still meet every specifier. A constraint
 * by URL would not do: pip 26.0 fails over it where a dependency asks with an extra.
 */
public final class RequestLines {
    private final Request request;
    private final MarkerEnvironment environment;

    public RequestLines(Request request) {
        this.request = request;
        this.environment = request.target().markers();
    }

    /** Those that apply on the target. */
    public ImmutableList<SourcedRequirement> applicable() {
        return applicable(request.requirements());
    }

    /** The requirements, with hashes where {@link #checksHashes} says so, and the local wheels. */
    public ImmutableList<String> lines() {
        boolean hashes = checksHashes();
        Stream<String> asked =
                applicable().stream().map(sourced -> line(sourced) + (hashes ? hashOptions(sourced) : ""));
        Stream<String> local = request.localWheels().stream().map(RequestLines::byUrl);
        return Stream.concat(asked, local).distinct().collect(ImmutableList.toImmutableList());
    }

    /** The constraints, without extras. */
    public ImmutableList<String> constraintLines() {
        // pip wants no extras in a constraint; they would mean nothing there.
        return applicable(request.constraints()).stream()
                .filter(sourced -> local(sourced.requirement().name()).isEmpty()
                        || sourced.requirement().url().isEmpty())
                .map(sourced -> without(sourced.requirement()))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * Whether pip itself checks hashes: its way is all or nothing, dependencies included. If only some requirements have
     * them, or there are local wheels, the answer is checked afterwards instead.
     */
    public boolean checksHashes() {
        return request.localWheels().isEmpty()
                && !applicable().isEmpty()
                && applicable().stream().noneMatch(sourced -> sourced.hashes().isEmpty());
    }

    /** The local wheel of that distribution. */
    public Optional<LocalWheel> local(DistributionName name) {
        return request.localWheels().stream()
                .filter(wheel -> wheel.contents().name().name().equals(name))
                .findFirst();
    }

    private ImmutableList<SourcedRequirement> applicable(ImmutableList<SourcedRequirement> all) {
        return all.stream()
                .filter(sourced -> sourced.requirement().appliesIn(environment))
                .collect(ImmutableList.toImmutableList());
    }

    private String line(SourcedRequirement sourced) {
        Requirement requirement = sourced.requirement();
        StringBuilder line = new StringBuilder(requirement.name().value());
        if (!requirement.extras().isEmpty()) {
            line.append('[').append(String.join(",", requirement.extras())).append(']');
        }
        line.append(requirement.specifiers());
        if (local(requirement.name()).isEmpty()) {
            requirement.url().ifPresent(url -> line.append(" @ ").append(url));
        }
        return line.toString();
    }

    private static String byUrl(LocalWheel wheel) {
        return wheel.contents().name().name() + " @ "
                + wheel.file().toAbsolutePath().toUri();
    }

    private static String without(Requirement requirement) {
        return requirement.name().value()
                + requirement.specifiers()
                + requirement.url().map(url -> " @ " + url).orElse("");
    }

    private static String hashOptions(SourcedRequirement sourced) {
        StringBuilder options = new StringBuilder();
        sourced.hashes().forEach(hash -> options.append(" --hash=").append(hash));
        return options.toString();
    }
}
