package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.ProjectFinder.FoundProject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was found in an input.
 *
 * @param projects by their folder
 * @param files by kind, sorted: those in no project, and of those in a project's own folder what counts there
 *     (requirements, wheels, source distributions)
 * @param inside wheels and source distributions further down in a project, which are its data
 */
record Markers(
        ImmutableSortedMap<ArchivePath, FoundProject> projects,
        ImmutableSetMultimap<FileKind, ArchivePath> files,
        List<ArchivePath> inside) {

    boolean has(FileKind kind) {
        return files.containsKey(kind);
    }

    /** The folders that bring dependencies by more than loose modules. */
    SortedSet<ArchivePath> unitFolders() {
        SortedSet<ArchivePath> folders = new TreeSet<>(projects.keySet());
        for (FileKind kind : List.of(FileKind.REQUIREMENTS, FileKind.WHEEL, FileKind.SDIST)) {
            files.get(kind).forEach(file -> folders.add(file.parent()));
        }
        return folders;
    }

    /** The project that owns what stands in the folder: the nearest one at or above it. */
    static Optional<ArchivePath> owner(Map<ArchivePath, ?> projects, ArchivePath folder) {
        for (ArchivePath at = folder; ; at = at.parent()) {
            if (projects.containsKey(at)) {
                return Optional.of(at);
            }
            if (at.isRoot()) {
                return Optional.empty();
            }
        }
    }
}
