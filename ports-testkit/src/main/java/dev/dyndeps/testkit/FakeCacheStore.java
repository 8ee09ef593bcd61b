package dev.dyndeps.testkit;

import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.port.CacheStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache of which only the list is there. */
public final class FakeCacheStore implements CacheStore {
    private final Map<String, CacheEntry> entries = new ConcurrentHashMap<>();

    /** From now on this is there, in place of what was there under the same place. */
    public FakeCacheStore put(CacheEntry entry) {
        entries.put(entry.place(), entry);
        return this;
    }

    @Override
    public Path folder() {
        return Path.of("/cache");
    }

    @Override
    public ImmutableList<CacheEntry> entries() {
        return ImmutableList.sortedCopyOf(
                comparing(CacheEntry::kind).thenComparing(CacheEntry::place), entries.values());
    }

    @Override
    public Removal remove(CacheEntry entry) {
        CacheEntry there = entries.get(entry.place());
        if (there == null) {
            return Removal.WAS_NOT_THERE;
        }
        if (there.inUse()) {
            return Removal.IN_USE;
        }
        entries.remove(entry.place());
        return Removal.REMOVED;
    }
}
