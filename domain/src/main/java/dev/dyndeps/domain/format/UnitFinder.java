package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multimaps;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.ProjectFinder.FoundProject;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes units of what was found: one per folder with a marker, and the root for what is left. */
final class UnitFinder {
    private final ArchivePath root;
    private final Markers markers;
    private final boolean locked;

    /**
     * @param root the unwrapped root
     * @param locked whether a lock file stands for the root's requirements
     */
    UnitFinder(ArchivePath root, Markers markers, boolean locked) {
        this.root = root;
        this.markers = markers;
        this.locked = locked;
    }

    /** The units, sorted by path; none if nothing brings dependencies. */
    ImmutableList<Unit> byFolder() {
        SortedSet<ArchivePath> folders = new TreeSet<>(markers.unitFolders());
        folders.add(root);
        ImmutableSetMultimap<ArchivePath, ArchivePath> modules = ModuleFiles.byUnit(markers, folders);
        Map<FileKind, ImmutableListMultimap<ArchivePath, ArchivePath>> files = new EnumMap<>(FileKind.class);
        for (FileKind kind : FileKind.values()) {
            files.put(kind, Multimaps.index(markers.files().get(kind), ArchivePath::parent));
        }
        return folders.stream()
                .flatMap(folder -> unit(
                        folder,
                        Optional.ofNullable(markers.projects().get(folder)).stream()
                                .toList(),
                        kind -> Multimaps.asMap(files.getOrDefault(kind, ImmutableListMultimap.of()))
                                .getOrDefault(folder, ImmutableList.of()),
                        modules.get(folder))
                        .stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** Everything as one unit at the root, whichever folder it stands in. */
    ImmutableList<Unit> together() {
        Collection<ArchivePath> modules =
                ModuleFiles.byUnit(markers, ImmutableSortedSet.of(root)).values();
        return unit(root, markers.projects().values(), markers.files()::get, modules).stream()
                .collect(ImmutableList.toImmutableList());
    }

    private Optional<Unit> unit(
            ArchivePath folder,
            Collection<FoundProject> projects,
            Function<FileKind, Collection<ArchivePath>> files,
            Collection<ArchivePath> modules) {
        Unit unit = new Unit(
                folder,
                Format.MIXED,
                projects.stream().map(FoundProject::project).collect(ImmutableList.toImmutableList()),
                requirements(files.apply(FileKind.REQUIREMENTS)),
                ImmutableList.copyOf(files.apply(FileKind.WHEEL)),
                ImmutableList.copyOf(files.apply(FileKind.SDIST)),
                ImmutableList.sortedCopyOf(modules),
                moduleRoot(folder));
        return DecisionTable.of(unit, locked && folder.equals(root)).decide().map(format -> as(format, unit));
    }

    private static Unit as(Format format, Unit unit) {
        return new Unit(
                unit.root(),
                format,
                unit.projects(),
                unit.requirements(),
                unit.wheels(),
                unit.sdists(),
                unit.modules(),
                unit.moduleRoot());
    }

    /** The file of the exact name, if several differ in case only. */
    private static Optional<ArchivePath> requirements(Collection<ArchivePath> all) {
        return all.stream()
                .filter(file -> file.name().equals(RequirementNames.EXACT))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** A unit's folder that is itself a package is imported by its own name, so the paths start above it. */
    private ArchivePath moduleRoot(ArchivePath folder) {
        ArchivePath at = folder;
        while (!at.equals(root)
                && markers.files().containsEntry(FileKind.MODULE, new ArchivePath(at.value() + "/__init__.py"))) {
            at = at.parent();
        }
        return at;
    }
}
