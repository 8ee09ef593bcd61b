package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Files by the folder they stand in. Folders are those that hold a file, directly or further down, and the root. */
final class FileTree {
    private final ImmutableList<ArchivePath> files;
    private final ImmutableSortedMap<ArchivePath, SortedMap<String, ArchivePath>> folders;

    private FileTree(
            ImmutableList<ArchivePath> files, ImmutableSortedMap<ArchivePath, SortedMap<String, ArchivePath>> folders) {
        this.files = files;
        this.folders = folders;
    }

    static FileTree of(Collection<ArchivePath> files) {
        Map<ArchivePath, SortedMap<String, ArchivePath>> folders = new TreeMap<>();
        folders.put(ArchivePath.ROOT, new TreeMap<>());
        for (ArchivePath file : files) {
            ArchivePath folder = file.parent();
            folders.computeIfAbsent(folder, f -> new TreeMap<>()).put(file.name(), file);
            while (!folder.isRoot() && !folders.containsKey(folder.parent())) {
                folder = folder.parent();
                folders.put(folder, new TreeMap<>());
            }
        }
        return new FileTree(ImmutableList.sortedCopyOf(files), ImmutableSortedMap.copyOf(folders));
    }

    /** Every file, sorted by path. */
    ImmutableList<ArchivePath> files() {
        return files;
    }

    /** Every folder, each before those below it. */
    ImmutableSortedSet<ArchivePath> folders() {
        return folders.keySet();
    }

    /** The files directly in the folder. */
    Collection<ArchivePath> in(ArchivePath folder) {
        return folders.getOrDefault(folder, new TreeMap<>()).values();
    }

    /** The file of this name directly in the folder. */
    Optional<ArchivePath> file(ArchivePath folder, String name) {
        return Optional.ofNullable(folders.getOrDefault(folder, new TreeMap<>()).get(name));
    }

    FileTree without(Predicate<ArchivePath> unwanted) {
        return of(files.stream().filter(unwanted.negate()).toList());
    }
}
