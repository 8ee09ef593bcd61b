package dev.dyndeps.domain.cache;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.cache.CacheEntry.Kind;
import java.util.Collection;
import java.util.Comparator;

/**
 * What goes so that the cache is no larger than it may be: all that killed processes left, and then what was not of use for
 * the longest time; never what is in use.
 *
 * @param remove what goes, in this order
 * @param keep what stays, the last used first
 * @param tooLarge whether it is larger than it may be even so, since what is in use stays
 */
public record PrunePlan(ImmutableList<CacheEntry> remove, ImmutableList<CacheEntry> keep, boolean tooLarge) {
    private static final Comparator<CacheEntry> OLDEST_FIRST = Comparator.comparing(
                    (CacheEntry entry) -> entry.kind() != Kind.LEFTOVERS)
            .thenComparingLong(CacheEntry::lastUsedMillis)
            .thenComparing(CacheEntry::kind)
            .thenComparing(CacheEntry::place);

    /** @param maxBytes how large the cache may be */
    public static PrunePlan of(Collection<CacheEntry> entries, long maxBytes) {
        long size = size(entries);
        ImmutableList.Builder<CacheEntry> remove = ImmutableList.builder();
        ImmutableList.Builder<CacheEntry> keep = ImmutableList.builder();
        for (CacheEntry entry : ImmutableList.sortedCopyOf(OLDEST_FIRST, entries)) {
            if (!entry.inUse() && (entry.kind() == Kind.LEFTOVERS || size > maxBytes)) {
                remove.add(entry);
                size -= entry.bytes();
            } else {
                keep.add(entry);
            }
        }
        return new PrunePlan(remove.build(), keep.build().reverse(), size > maxBytes);
    }

    /** The room that entries take together. */
    public static long size(Collection<CacheEntry> entries) {
        return entries.stream().mapToLong(CacheEntry::bytes).sum();
    }
}
