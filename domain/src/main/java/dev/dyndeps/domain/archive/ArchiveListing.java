package dev.dyndeps.domain.archive;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The files of an archive that passed the container's checks, sorted by path. Folders are implied by their files.
 *
 * <p>Two listings are equal if they have the same files and warnings.
 */
public final class ArchiveListing {
    private final ImmutableMap<ArchivePath, ArchiveEntry> files;
    private final ImmutableList<String> warnings;
    private final ImmutableSet<ArchivePath> folders;

    /**
     * @param files every file, noise included, in any order
     * @param warnings what was read with forgiveness, such as backslashes as separators
     * @throws IllegalArgumentException if two files have the same path
     */
    public ArchiveListing(ImmutableList<ArchiveEntry> files, ImmutableList<String> warnings) {
        this.files = files.stream()
                .sorted(Comparator.comparing(ArchiveEntry::path))
                .collect(toImmutableMap(ArchiveEntry::path, e -> e));
        this.warnings = warnings;
        this.folders = folders(this.files.keySet());
    }

    private static ImmutableSet<ArchivePath> folders(ImmutableSet<ArchivePath> files) {
        Set<ArchivePath> folders = new HashSet<>();
        for (ArchivePath file : files) {
            ArchivePath folder = file.parent();
            while (!folder.isRoot() && folders.add(folder)) {
                folder = folder.parent();
            }
        }
        return ImmutableSet.copyOf(folders);
    }

    /** Every file, noise included, sorted by path. */
    public ImmutableList<ArchiveEntry> files() {
        return files.values().asList();
    }

    /** What was read with forgiveness, such as backslashes as separators. */
    public ImmutableList<String> warnings() {
        return warnings;
    }

    /** Whether there is a file of this path. */
    public boolean contains(ArchivePath file) {
        return files.containsKey(file);
    }

    /** Whether a file lies below this folder; the root always counts as a folder. */
    public boolean isFolder(ArchivePath path) {
        return path.isRoot() || folders.contains(path);
    }

    /** The file of this path. */
    public Optional<ArchiveEntry> entry(ArchivePath file) {
        return Optional.ofNullable(files.get(file));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArchiveListing that && files.equals(that.files) && warnings.equals(that.warnings);
    }

    @Override
    public int hashCode() {
        return files.hashCode() * 31 + warnings.hashCode();
    }

    @Override
    public String toString() {
        return "ArchiveListing" + files.keySet() + warnings;
    }
}
