package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Recognition;
import dev.dyndeps.domain.format.Unit;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.LocalSource;
import dev.dyndeps.domain.requirements.RequirementsSet;
import dev.dyndeps.domain.requirements.SourcedRequirement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done to make a wheelhouse of a recognised input: the roots of all its units, joined for one resolution.
 *
 * @param requirements those whose marker holds on the target
 * @param constraints likewise
 * @param projects folders to build
 * @param sdists source distributions to build
 * @param wheels wheels of the input
 * @param modules files that become {@code user_modules}
 * @param extras the extras that are asked for of what is built, by its place
 * @param warnings what to tell the user, the requirements left out on this target included
 */
public record BuildPlan(
        Recognition recognition,
        TargetRuntime target,
        ImmutableList<SourcedRequirement> requirements,
        ImmutableList<SourcedRequirement> constraints,
        ImmutableList<Unit.Project> projects,
        ImmutableList<ArchivePath> sdists,
        ImmutableList<ArchivePath> wheels,
        ImmutableList<Module> modules,
        ImmutableMap<ArchivePath, ImmutableSortedSet<String>> extras,
        ImmutableList<String> warnings) {

    /** A file of {@code user_modules}: where it is in the archive, and below the package. */
    public record Module(ArchivePath source, ArchivePath path) {
        // Written out: javac's own are linked when they are first used, which takes a command 24 ms.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Module that && source.equals(that.source) && path.equals(that.path);
        }

        @Override
        public int hashCode() {
            return 31 * source.hashCode() + path.hashCode();
        }
    }

    /**
     * @param requirements what each requirements file of the units asks for
     * @param warnings what was found before
     */
    public static BuildPlan of(
            Recognition recognition,
            ImmutableMap<ArchivePath, RequirementsSet> requirements,
            ImmutableList<String> warnings,
            TargetRuntime target) {
        ImmutableList<SourcedRequirement> asked = join(requirements, RequirementsSet::requirements);
        ImmutableList<LocalSource> named = join(requirements, RequirementsSet::projects);
        return new BuildPlan(
                recognition,
                target,
                asked.stream().filter(r -> holds(r, target)).collect(ImmutableList.toImmutableList()),
                join(requirements, RequirementsSet::constraints).stream()
                        .filter(r -> holds(r, target))
                        .collect(ImmutableList.toImmutableList()),
                with(
                        units(recognition, unit -> unit.projects().stream()),
                        named.stream()
                                .filter(source -> !isSdist(source.path()))
                                .map(source ->
                                        new Unit.Project(source.path(), source.path(), source.suppliedBuildSystem())),
                        Unit.Project::root),
                with(
                        units(recognition, unit -> unit.sdists().stream()),
                        named.stream().map(LocalSource::path).filter(BuildPlan::isSdist),
                        sdist -> sdist),
                Stream.concat(
                                units(recognition, unit -> unit.wheels().stream()).stream(),
                                join(requirements, RequirementsSet::wheels).stream())
                        .distinct()
                        .collect(ImmutableList.toImmutableList()),
                units(recognition, BuildPlan::modules),
                extras(named),
                Stream.concat(
                                warnings.stream(),
                                asked.stream()
                                        .filter(r -> !holds(r, target))
                                        .map(r -> r.where() + ": " + r.requirement() + " is not for the target "
                                                + target.name() + " and is left out"))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** Whether a build backend has to be run. */
    public boolean builds() {
        return !projects.isEmpty() || !sdists.isEmpty();
    }

    /** What will be done, one line each, for {@code --dry-run}. */
    public ImmutableList<String> steps() {
        ImmutableList.Builder<String> steps = ImmutableList.builder();
        wheels.forEach(wheel -> steps.add("check " + wheel));
        projects.forEach(project -> steps.add("build " + project.root()));
        sdists.forEach(sdist -> steps.add("build " + sdist));
        if (!modules.isEmpty()) {
            steps.add("write " + UserModules.PACKAGE + " from " + modules.size() + " files");
        }
        requirements.forEach(r -> steps.add("resolve " + r.requirement() + " (" + r.where() + ")"));
        steps.add("prove that nothing is missing on " + target.name());
        steps.add("pack the wheelhouse and its pylock.toml");
        return steps.build();
    }

    private static Stream<Module> modules(Unit unit) {
        return unit.modules().stream().map(file -> new Module(file, file.relativeTo(unit.moduleRoot())));
    }

    /** The units' own and those that a requirements file names besides, each place once. */
    private static <T, K> ImmutableList<T> with(ImmutableList<T> found, Stream<T> named, Function<T, K> place) {
        Map<K, T> byPlace = new LinkedHashMap<>();
        Stream.concat(found.stream(), named).forEach(item -> byPlace.putIfAbsent(place.apply(item), item));
        return ImmutableList.copyOf(byPlace.values());
    }

    private static boolean isSdist(ArchivePath path) {
        return path.name().endsWith(".tar.gz") || path.name().endsWith(".zip");
    }

    private static ImmutableMap<ArchivePath, ImmutableSortedSet<String>> extras(ImmutableList<LocalSource> named) {
        return named.stream()
                .filter(source -> !source.extras().isEmpty())
                .collect(ImmutableMap.toImmutableMap(
                        LocalSource::path,
                        LocalSource::extras,
                        (one, other) -> ImmutableSortedSet.copyOf(Sets.union(one, other))));
    }

    private static <T> ImmutableList<T> units(Recognition recognition, Function<Unit, Stream<T>> part) {
        return recognition.units().stream().flatMap(part).distinct().collect(ImmutableList.toImmutableList());
    }

    private static <T> ImmutableList<T> join(
            ImmutableMap<ArchivePath, RequirementsSet> sets, Function<RequirementsSet, ImmutableList<T>> part) {
        return sets.values().stream()
                .flatMap(set -> part.apply(set).stream())
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean holds(SourcedRequirement requirement, TargetRuntime target) {
        return requirement
                .requirement()
                .marker()
                .map(marker -> marker.holds(target.markers()))
                .orElse(true);
    }
}
