package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.cache.CacheEntry;
import java.nio.file.Path;

/** The cache as a whole: all that the program keeps on this machine to be faster, and none of what a user would miss. */
public interface CacheStore {
    /** Where it is. */
    Path folder();

    /** What is in it now, sorted by kind and place. */
    ImmutableList<CacheEntry> entries();

    /**
     * Removes one. Whoever begins to use it in the same moment finds it whole or not at all.
     */
    Removal remove(CacheEntry entry);

    /** What became of an entry. */
    enum Removal {
        REMOVED,
        /** Another process began to use it, so it stays. */
        IN_USE,
        WAS_NOT_THERE,
        /** The file system does not allow it. */
        FAILED
    }
}
