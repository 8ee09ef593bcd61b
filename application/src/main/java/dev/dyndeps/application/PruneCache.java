package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.domain.cache.PrunePlan;
import dev.dyndeps.port.CacheStore;
import dev.dyndeps.port.CacheStore.Removal;
import java.nio.file.Path;
import java.util.Optional;

/** Shows what is in the cache, and makes it as small as it shall be. */
public final class PruneCache {
    private final CacheStore cache;

    public PruneCache(CacheStore cache) {
        this.cache = cache;
    }

    /** @param maxBytes how large the cache may be; empty if nothing is to be removed */
    public record Request(Optional<Long> maxBytes, boolean dryRun) {}

    /**
     * What there is, and what was done about it.
     *
     * @param entries all that was there
     * @param fates what became of those that had to go, in the order in which they had to
     * @param tooLarge whether the cache is larger than it may be even so
     */
    public record Pruned(Path folder, ImmutableList<CacheEntry> entries, ImmutableList<Fate> fates, boolean tooLarge) {
        /** The room that those took that are gone, or would be. */
        public long freed() {
            return fates.stream()
                    .filter(fate -> fate.outcome() == Outcome.REMOVED || fate.outcome() == Outcome.WOULD_REMOVE)
                    .mapToLong(fate -> fate.entry().bytes())
                    .sum();
        }
    }

    /** An entry that has to go. */
    public record Fate(CacheEntry entry, Outcome outcome) {}

    /** What became of an entry. */
    public enum Outcome {
        REMOVED,
        WOULD_REMOVE,
        /** Another process has begun to use it. */
        KEPT_IN_USE,
        /** Another process has removed it. */
        WAS_GONE,
        FAILED
    }

    /** Plans on what is there now, and then removes. */
    public Pruned run(Request request) {
        ImmutableList<CacheEntry> entries = cache.entries();
        if (request.maxBytes().isEmpty()) {
            return new Pruned(cache.folder(), entries, ImmutableList.of(), false);
        }
        PrunePlan plan = PrunePlan.of(entries, request.maxBytes().get());
        ImmutableList<Fate> fates = plan.remove().stream()
                .map(entry -> new Fate(entry, request.dryRun() ? Outcome.WOULD_REMOVE : outcome(cache.remove(entry))))
                .collect(ImmutableList.toImmutableList());
        return new Pruned(cache.folder(), entries, fates, plan.tooLarge());
    }

    private static Outcome outcome(Removal removal) {
        return switch (removal) {
            case REMOVED -> Outcome.REMOVED;
            case IN_USE -> Outcome.KEPT_IN_USE;
            case WAS_NOT_THERE -> Outcome.WAS_GONE;
            case FAILED -> Outcome.FAILED;
        };
    }
}
