package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import dev.dyndeps.application.PruneCache.Fate;
import dev.dyndeps.application.PruneCache.Outcome;
import dev.dyndeps.application.PruneCache.Pruned;
import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.domain.cache.CacheEntry.Kind;
import dev.dyndeps.domain.cache.PrunePlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;

/** What is in the cache, and what went, in words and as JSON. */
final class CacheView {
    private CacheView() {}

    static String text(Pruned pruned) {
        StringBuilder text = new StringBuilder();
        ImmutableListMultimap<Kind, CacheEntry> kinds = Multimaps.index(pruned.entries(), CacheEntry::kind);
        text.append(TextTables.of(
                        ImmutableList.of("KIND", "ENTRIES", "SIZE", "IN USE", "OLDEST USE", "NEWEST USE"),
                        Arrays.stream(Kind.values())
                                .filter(kinds::containsKey)
                                .map(kind -> row(kind, kinds.get(kind)))
                                .collect(ImmutableList.toImmutableList())))
                .append("\n\n");
        pruned.fates()
                .forEach(fate -> text.append(words(fate.outcome()))
                        .append("  ")
                        .append(fate.entry().kind().id())
                        .append("  ")
                        .append(fate.entry().name())
                        .append("  (")
                        .append(TextTables.bytes(fate.entry().bytes()))
                        .append(")\n"));
        if (pruned.tooLarge()) {
            text.append("the cache stays larger than it may be: the rest is in use\n");
        }
        text.append("total   ").append(TextTables.bytes(PrunePlan.size(pruned.entries()) - pruned.freed()));
        if (pruned.freed() > 0) {
            text.append(", ").append(TextTables.bytes(pruned.freed())).append(" less than before");
        }
        return text.append("\nfolder  ").append(pruned.folder()).toString();
    }

    private static ImmutableList<String> row(Kind kind, Collection<CacheEntry> entries) {
        return ImmutableList.of(
                kind.id(),
                String.valueOf(entries.size()),
                TextTables.bytes(PrunePlan.size(entries)),
                String.valueOf(inUse(entries)),
                time(oldest(entries)),
                time(newest(entries)));
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case REMOVED -> "removed     ";
            case WOULD_REMOVE -> "would remove";
            case KEPT_IN_USE -> "kept, in use";
            case WAS_GONE -> "was gone    ";
            case FAILED -> "not allowed ";
        };
    }

    static ImmutableMap<String, Object> json(Pruned pruned) {
        ImmutableListMultimap<Kind, CacheEntry> kinds = Multimaps.index(pruned.entries(), CacheEntry::kind);
        return ImmutableMap.of(
                "folder",
                pruned.folder().toString(),
                "bytes",
                PrunePlan.size(pruned.entries()),
                "freed",
                pruned.freed(),
                "kinds",
                Arrays.stream(Kind.values())
                        .filter(kinds::containsKey)
                        .map(kind -> json(kind, kinds.get(kind)))
                        .collect(ImmutableList.toImmutableList()),
                "pruned",
                pruned.fates().stream().map(CacheView::json).collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableMap<String, Object> json(Kind kind, Collection<CacheEntry> entries) {
        return ImmutableMap.<String, Object>builder()
                .put("kind", kind.id())
                .put("entries", entries.size())
                .put("bytes", PrunePlan.size(entries))
                .put("in_use", inUse(entries))
                .put("oldest_use", time(oldest(entries)))
                .put("newest_use", time(newest(entries)))
                .buildOrThrow();
    }

    private static ImmutableMap<String, Object> json(Fate fate) {
        return ImmutableMap.of(
                "kind", fate.entry().kind().id(),
                "name", fate.entry().name(),
                "place", fate.entry().place(),
                "bytes", fate.entry().bytes(),
                "fate", fate.outcome().name());
    }

    private static long inUse(Collection<CacheEntry> entries) {
        return entries.stream().filter(CacheEntry::inUse).count();
    }

    private static long oldest(Collection<CacheEntry> entries) {
        return entries.stream().mapToLong(CacheEntry::lastUsedMillis).min().orElse(0);
    }

    private static long newest(Collection<CacheEntry> entries) {
        return entries.stream().mapToLong(CacheEntry::lastUsedMillis).max().orElse(0);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
