package dev.dyndeps.domain.archive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;

/**
 * Decides whether a zip is one that every reader reads in the same way and that unpacks to what it says, and lists its
 * files. The structure comes from whoever parsed the bytes; nothing is read here.
 */
public final class ContainerRules {
    /** The most bytes that a central directory may have: over a thousand for each of the entries allowed. */
    public static final long MAX_DIRECTORY_BYTES = 64L << 20;

    private final ArchiveLimits limits;
    private final Forgiveness forgiveness;

    public ContainerRules(ArchiveLimits limits, Forgiveness forgiveness) {
        this.limits = limits;
        this.forgiveness = forgiveness;
    }

    /**
     * Checks what the end says, before anything is read that it points to.
     *
     * @throws UserError ({@code ZIP_MALFORMED}, {@code ZIP_BOMB})
     */
    public void checkEnd(String archive, EndRecord end) {
        LayoutRules.checkEnd(archive, end);
        limits.checkEntries(archive, end.entries());
        if (end.directorySize() > MAX_DIRECTORY_BYTES) {
            throw new UserError(
                    Code.ZIP_BOMB,
                    archive,
                    "its central directory has " + end.directorySize() + " bytes",
                    "Make the archive again without comments and extra fields");
        }
    }

    /**
     * Checks the whole and lists the files; entries for folders are checked and left out.
     *
     * @throws UserError ({@code ZIP_*}) naming the entry, or the archive
     */
    public CheckedContainer check(Container container) {
        checkEnd(container.name(), container.end());
        LayoutRules.checkEntries(container);
        container.entries().forEach(HeaderRules::check);
        checkLimits(container);

        boolean backslashes = hasBackslashes(container);
        EntryNames names = switch (forgiveness) {
            case OLD_TOOLS -> EntryNames.portable();
            case NONE -> EntryNames.exact();
        };
        ImmutableSortedMap.Builder<ArchivePath, ContainerEntry> entries = ImmutableSortedMap.naturalOrder();
        for (ContainerEntry entry : container.entries()) {
            String name = EntryName.decode(entry, forgiveness);
            ArchivePath path = ArchivePath.of(backslashes ? name.replace('\\', '/') : name);
            if (HeaderRules.isFolder(entry)) {
                names.addFolder(path);
            } else {
                names.addFile(path);
                entries.put(path, entry);
            }
        }
        ImmutableSortedMap<ArchivePath, ContainerEntry> byPath = entries.buildOrThrow();
        return new CheckedContainer(new ArchiveListing(files(byPath), warnings(container, backslashes)), byPath);
    }

    private void checkLimits(Container container) {
        long size = 0;
        long packed = 0;
        for (ContainerEntry entry : container.entries()) {
            limits.checkEntry(
                    entry.shownName(), entry.header().size(), entry.header().packedSize());
            size += entry.header().size();
            packed += entry.header().packedSize();
        }
        limits.checkTotal(container.name(), size, packed);
    }

    private boolean hasBackslashes(Container container) {
        ImmutableList<ContainerEntry> entries = container.entries();
        boolean slashes = entries.stream().anyMatch(e -> e.header().rawName().indexOf('/') >= 0);
        for (ContainerEntry entry : entries) {
            if (entry.header().rawName().indexOf('\\') >= 0) {
                if (slashes || forgiveness == Forgiveness.NONE) {
                    throw new UserError(
                            Code.ZIP_BACKSLASH,
                            entry.shownName(),
                            "the name has a backslash, and names of this archive are separated by slashes",
                            "Make the archive again with a current zip tool");
                }
                return true;
            }
        }
        return false;
    }

    private static ImmutableList<ArchiveEntry> files(ImmutableSortedMap<ArchivePath, ContainerEntry> entries) {
        return entries.entrySet().stream()
                .map(e -> new ArchiveEntry(
                        e.getKey(), e.getValue().header().size(), (e.getValue().unixMode() & 0111) != 0))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> warnings(Container container, boolean backslashes) {
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        if (backslashes) {
            warnings.add("the names are separated by backslashes; they were read as slashes");
        }
        container.entries().stream()
                .filter(EntryName::isUnmarked)
                .findFirst()
                .ifPresent(entry -> warnings.add(
                        "the name '" + entry.shownName() + "' is not marked as UTF-8 and was read as UTF-8"));
        return warnings.build();
    }

    /** The error for what is no whole, single zip. */
    public static UserError malformed(String where, String what) {
        return new UserError(
                Code.ZIP_MALFORMED, where, what, "Make the archive again with a common zip tool, or fetch it again");
    }
}
