package dev.dyndeps.domain.archive;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Optional;

/**
 * The files of an archive that passed the container's checks, sorted by path. Folders are implied by their files.
 *
 * @param files every file, noise included
 * @param warnings what was read with forgiveness, such as backslashes as separators
 */
public record ArchiveListing(ImmutableList<ArchiveEntry> files, ImmutableList<String> warnings) {
    public ArchiveListing {
        files = ImmutableList.sortedCopyOf(Comparator.comparing(ArchiveEntry::path), files);
    }

    public boolean contains(ArchivePath file) {
        return entry(file).isPresent();
    }

    public Optional<ArchiveEntry> entry(ArchivePath file) {
        return files.stream().filter(e -> e.path().equals(file)).findFirst();
    }
}
