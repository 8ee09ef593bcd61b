package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Recognition.Ignored;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files and folders that are left out, each with its reason; what lies below a folder goes with it. */
final class Cuts {
    private final SortedMap<ArchivePath, Ignored> byPath = new TreeMap<>();

    void add(Ignored ignored) {
        byPath.putIfAbsent(ignored.path(), ignored);
    }

    void add(ArchivePath path, String reason) {
        add(new Ignored(path, reason));
    }

    /** Whether the path, or a folder above it, was left out. */
    boolean cover(ArchivePath path) {
        for (ArchivePath at = path; !at.isRoot(); at = at.parent()) {
            if (byPath.containsKey(at)) {
                return true;
            }
        }
        return byPath.containsKey(ArchivePath.ROOT);
    }

    /** All of them, sorted by path. */
    ImmutableList<Ignored> all() {
        return ImmutableList.copyOf(byPath.values());
    }
}
