package dev.dyndeps.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.application.PruneCache.Fate;
import dev.dyndeps.application.PruneCache.Outcome;
import dev.dyndeps.application.PruneCache.Pruned;
import dev.dyndeps.application.PruneCache.Request;
import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.domain.cache.CacheEntry.Kind;
import dev.dyndeps.port.CacheStore;
import dev.dyndeps.testkit.FakeCacheStore;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looked at first, planned, and only then removed. */
class PruneCacheTest {
    private static final CacheEntry OLD = new CacheEntry(Kind.WHEELS, "old", "wheels/old", 10, 1, false);
    private static final CacheEntry NEW = new CacheEntry(Kind.WHEELS, "new", "wheels/new", 10, 2, false);
    private static final CacheEntry BUSY = new CacheEntry(Kind.WHEELS, "busy", "wheels/busy", 10, 0, true);

    private final FakeCacheStore store = new FakeCacheStore().put(OLD).put(NEW).put(BUSY);

    private static Request upTo(long bytes) {
        return new Request(Optional.of(bytes), false);
    }

    @Test
    void a_look_removes_nothing() {
        Pruned pruned = new PruneCache(store).run(new Request(Optional.empty(), false));

        assertThat(pruned.entries()).containsExactly(BUSY, NEW, OLD);
        assertThat(pruned.fates()).isEmpty();
        assertThat(store.entries()).hasSize(3);
    }

    @Test
    void the_oldest_goes_and_what_is_in_use_stays() {
        Pruned pruned = new PruneCache(store).run(upTo(20));

        assertThat(pruned.fates()).containsExactly(new Fate(OLD, Outcome.REMOVED));
        assertThat(pruned.freed()).isEqualTo(10);
        assertThat(store.entries()).containsExactly(BUSY, NEW);
    }

    @Test
    void a_dry_run_says_the_same_and_removes_nothing() {
        Pruned pruned = new PruneCache(store).run(new Request(Optional.of(0L), true));

        assertThat(pruned.fates())
                .containsExactly(new Fate(OLD, Outcome.WOULD_REMOVE), new Fate(NEW, Outcome.WOULD_REMOVE));
        assertThat(pruned.tooLarge()).isTrue();
        assertThat(store.entries()).hasSize(3);
    }

    @Test
    void what_others_did_meanwhile_is_told() {
        CacheStore racing = new CacheStore() {
            @Override
            public Path folder() {
                return store.folder();
            }

            @Override
            public ImmutableList<CacheEntry> entries() {
                return store.entries();
            }

            @Override
            public Removal remove(CacheEntry entry) {
                return entry.equals(OLD) ? Removal.IN_USE : Removal.WAS_NOT_THERE;
            }
        };

        Pruned pruned = new PruneCache(racing).run(upTo(0));

        assertThat(pruned.fates()).containsExactly(new Fate(OLD, Outcome.KEPT_IN_USE), new Fate(NEW, Outcome.WAS_GONE));
        assertThat(pruned.freed()).isZero();
    }
}
