package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.ProjectFinder.FoundProject;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.WheelName;
import dev.dyndeps.domain.python.WheelTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refuses an input that brings one distribution twice: nobody but the user can say which is meant. Wheels of one
 * distribution for different tags are fine, since a target takes one of them.
 */
final class Duplicates {
    private final Map<ArchivePath, Long> sizes = new HashMap<>();
    private final Map<String, ArchivePath> byFileName = new HashMap<>();
    private final Map<DistributionName, ArchivePath> sources = new HashMap<>();
    private final Map<DistributionName, ArchivePath> wheels = new HashMap<>();
    private final Map<Tagged, ArchivePath> byTag = new HashMap<>();
    private final List<Twins> twins = new ArrayList<>();

    private record Tagged(DistributionName name, WheelTag tag) {}

    private Duplicates(Iterable<ArchiveEntry> entries) {
        entries.forEach(entry -> sizes.put(entry.path(), entry.size()));
    }

    /**
     * Looks at all that names its distribution outright.
     *
     * @return files that must be the same byte for byte; all but one of them are superfluous
     * @throws UserError ({@code DUPLICATE_DISTRIBUTION}, {@code WHEEL_NAME})
     */
    static ImmutableList<Twins> in(Markers markers, Iterable<ArchiveEntry> entries) {
        Duplicates duplicates = new Duplicates(entries);
        markers.files().get(FileKind.WHEEL).forEach(duplicates::wheel);
        markers.files().get(FileKind.SDIST).forEach(duplicates::sdist);
        markers.projects().forEach(duplicates::project);
        return ImmutableList.copyOf(duplicates.twins);
    }

    private void wheel(ArchivePath file) {
        WheelName wheel = parse(file);
        if (isTwin(file)) {
            return;
        }
        wheels.putIfAbsent(wheel.name(), file);
        for (WheelTag tag : wheel.tags()) {
            ArchivePath other = byTag.putIfAbsent(new Tagged(wheel.name(), tag), file);
            if (other != null) {
                throw Twins.refusal(other, file, "both are wheels of " + wheel.name() + " for " + tag);
            }
        }
    }

    private static WheelName parse(ArchivePath file) {
        try {
            return WheelName.parse(file.name());
        } catch (UserError e) {
            throw new UserError(e.code(), file.value(), e.what(), e.next());
        }
    }

    private void sdist(ArchivePath file) {
        DistributionName name = SourceDistribution.of(file.name()).orElseThrow().name();
        if (!isTwin(file)) {
            source(name, file, "a source distribution");
        }
    }

    private void project(ArchivePath folder, FoundProject found) {
        found.name().ifPresent(text -> {
            try {
                source(DistributionName.of(text), found.project().marker(), "a project");
            } catch (IllegalArgumentException e) {
                throw PyProject.invalid(
                        found.project().marker().value(),
                        "'" + text + "' is no name of a distribution",
                        "Use letters, digits and - _ . only, with a letter or digit at both ends");
            }
        });
    }

    private void source(DistributionName name, ArchivePath path, String kind) {
        ArchivePath wheel = wheels.get(name);
        if (wheel != null) {
            throw Twins.refusal(wheel, path, name + " is here as a wheel and as " + kind);
        }
        ArchivePath other = sources.putIfAbsent(name, path);
        if (other != null) {
            throw Twins.refusal(other, path, name + " is to be built from both");
        }
    }

    /** Whether a file of this name was seen before; it must then have the same content. */
    private boolean isTwin(ArchivePath file) {
        ArchivePath first = byFileName.putIfAbsent(file.name(), file);
        if (first == null) {
            return false;
        }
        Twins pair = new Twins(first, file);
        if (!sizes.getOrDefault(first, 0L).equals(sizes.getOrDefault(file, 0L))) {
            throw pair.differ();
        }
        twins.add(pair);
        return true;
    }
}
