package dev.dyndeps.domain.archive;

import static com.google.common.collect.ImmutableList.sortedCopyOf;
import static java.util.Comparator.comparingLong;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;

/**
 * Every byte of the file belongs to exactly one thing: the entries one after the other from the first byte on, the
 * central directory, the end record. So there is nothing that one reader sees and another does not.
 */
final class LayoutRules {
    private LayoutRules() {}

    static void checkEnd(String archive, EndRecord end) {
        if (end.disk() != 0 || end.directoryDisk() != 0 || end.disks() > 1 || end.entries() != end.entriesHere()) {
            throw malformed(archive, "it is one part of an archive in several parts");
        }
        if (end.end() > end.fileSize()) {
            throw malformed(archive, "it is cut off in the comment at its end");
        }
        if (end.end() < end.fileSize()) {
            throw malformed(archive, (end.fileSize() - end.end()) + " bytes follow its end, or it has several ends");
        }
        if (end.directoryOffset() < 0
                || end.directorySize() < 0
                || end.directoryOffset() > end.start()
                || end.start() - end.directoryOffset() < end.directorySize()) {
            throw malformed(archive, "its central directory would lie outside the file");
        }
        long between = end.start() - end.directoryOffset() - end.directorySize();
        if (between > 0) {
            throw malformed(archive, between + " bytes stand before the archive, or after its central directory");
        }
    }

    static void checkEntries(Container container) {
        ImmutableList<ContainerEntry> byPlace =
                sortedCopyOf(comparingLong(ContainerEntry::headerOffset), container.entries());
        long end = 0;
        for (ContainerEntry entry : byPlace) {
            if (entry.disk() != 0) {
                throw malformed(entry.shownName(), "the entry is said to be in another part of the archive");
            }
            if (entry.headerOffset() < end) {
                throw overlap(entry);
            }
            if (entry.headerOffset() > end) {
                throw malformed(
                        entry.shownName(), (entry.headerOffset() - end) + " bytes before the entry belong to none");
            }
            if (entry.local().hasDescriptor() && entry.descriptor().isEmpty()) {
                throw malformed(entry.shownName(), "the data descriptor that should follow the entry is not there");
            }
            end = entry.end();
        }
        if (end > container.end().directoryOffset()) {
            throw overlap(byPlace.get(byPlace.size() - 1));
        }
        if (end < container.end().directoryOffset()) {
            throw malformed(
                    container.name(),
                    (container.end().directoryOffset() - end)
                            + " bytes before its central directory belong to no entry");
        }
    }

    private static UserError overlap(ContainerEntry entry) {
        return new UserError(
                Code.ZIP_BOMB,
                entry.shownName(),
                "the entry shares its bytes with another or with the central directory",
                "Make the archive again with a common zip tool");
    }

    private static UserError malformed(String where, String what) {
        return ContainerRules.malformed(where, what);
    }
}
