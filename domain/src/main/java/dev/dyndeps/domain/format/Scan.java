package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.ProjectFinder.FoundProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the markers of an input, from the root down. */
final class Scan {
    /** Where a project keeps other people's projects, or samples, that are not meant to be installed. */
    private static final ImmutableSet<String> ASIDE =
            ImmutableSet.of("tests", "docs", "examples", "benchmarks", "vendor", "third_party");

    private final FileTree tree;
    private final ProjectFinder finder;
    private final Cuts cuts;
    private final SortedMap<ArchivePath, FoundProject> projects = new TreeMap<>();

    /**
     * @param tree the files without noise
     * @param cuts where what is left out is recorded
     */
    Scan(FileTree tree, ProjectFinder finder, Cuts cuts) {
        this.tree = tree;
        this.finder = finder;
        this.cuts = cuts;
    }

    /**
     * @param withProjects whether to look for projects at all
     */
    Markers markers(boolean withProjects) {
        if (withProjects) {
            findProjects();
        }
        ImmutableSetMultimap.Builder<FileKind, ArchivePath> files = ImmutableSetMultimap.builder();
        List<ArchivePath> inside = new ArrayList<>();
        for (ArchivePath file : tree.files()) {
            if (!cuts.cover(file)) {
                FileKind kind = FileKind.of(file);
                Optional<ArchivePath> owner = Markers.owner(projects, file.parent());
                boolean below = owner.isPresent() && !owner.get().equals(file.parent());
                if (owner.isEmpty() || (!below && isMarker(kind))) {
                    files.put(kind, file);
                } else if (below && (kind == FileKind.WHEEL || kind == FileKind.SDIST)) {
                    inside.add(file);
                }
            }
        }
        return new Markers(ImmutableSortedMap.copyOf(projects), files.build(), List.copyOf(inside));
    }

    /** What counts beside a project's own marker; the rest of its folder is the project's. */
    private static boolean isMarker(FileKind kind) {
        return switch (kind) {
            case REQUIREMENTS, WHEEL, SDIST, PYLOCK, FOREIGN_LOCK -> true;
            case REQUIREMENTS_LIKE, ARCHIVE, MODULE, TOOL_SETTINGS, DATA -> false;
        };
    }

    private void findProjects() {
        for (ArchivePath folder : tree.folders()) {
            if (cuts.cover(folder)) {
                continue;
            }
            Optional<ArchivePath> owner = Markers.owner(projects, folder);
            if (owner.isEmpty()) {
                finder.find(folder).ifPresent(found -> projects.put(folder, found));
            } else if (folder.parent().equals(owner.get()) && Noise.isBuildOutput(folder.name())) {
                cuts.add(folder, "left by a build of the project " + owner.get());
            } else if (!isAside(folder, owner.get())) {
                finder.find(folder).ifPresent(found -> projects.put(folder, found));
            } else if (tree.file(folder, "setup.py").isPresent()
                    || tree.file(folder, "pyproject.toml").isPresent()) {
                cuts.add(folder, "stands among the tests, samples or copies of the project " + owner.get());
            }
        }
    }

    private static boolean isAside(ArchivePath folder, ArchivePath owner) {
        return folder.relativeTo(owner).segments().stream().anyMatch(ASIDE::contains);
    }
}
