package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.cache.CacheEntry;
import dev.dyndeps.domain.cache.CacheEntry.Kind;
import dev.dyndeps.port.CacheStore;
import dev.dyndeps.port.CacheStore.Removal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link CacheStore} does. */
public abstract class CacheStoreContract {
    /** The store under test; the same one, empty at first, at every call within one test. */
    protected abstract CacheStore store();

    /** Puts something into the cache that nobody uses and that takes so many bytes; of leftovers, what a dead process left. */
    protected abstract void put(Kind kind, String name, int bytes) throws IOException;

    /** From now on another process uses the wheel of this name. */
    protected abstract void use(String name) throws IOException;

    @Test
    void an_empty_cache_has_no_entries() {
        assertThat(store().entries()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_is_there_is_listed_and_what_was_removed_is_not(Kind kind) throws IOException {
        put(kind, "one", 1000);

        CacheEntry one = only();
        assertThat(one.kind()).isEqualTo(kind);
        assertThat(one.bytes()).isGreaterThanOrEqualTo(1000);
        assertThat(one.inUse()).isFalse();

        assertThat(store().remove(one)).isEqualTo(Removal.REMOVED);
        assertThat(store().entries()).isEmpty();
        assertThat(store().remove(one)).isEqualTo(Removal.WAS_NOT_THERE);
    }

    @Test
    void entries_are_sorted_and_one_goes_without_the_others() throws IOException {
        put(Kind.PROGRAMS, "program", 10);
        put(Kind.WHEELS, "wheel", 10);
        put(Kind.ENVIRONMENTS, "environment", 10);

        assertThat(store().entries())
                .extracting(CacheEntry::kind)
                .containsExactly(Kind.WHEELS, Kind.ENVIRONMENTS, Kind.PROGRAMS);

        store().remove(store().entries().get(1));
        assertThat(store().entries()).extracting(CacheEntry::kind).containsExactly(Kind.WHEELS, Kind.PROGRAMS);
    }

    @Test
    void what_is_in_use_is_not_removed_even_if_it_was_not_when_it_was_listed() throws IOException {
        put(Kind.WHEELS, "wheel", 10);
        CacheEntry before = only();

        use("wheel");

        assertThat(only().inUse()).isTrue();
        assertThat(store().remove(before)).isEqualTo(Removal.IN_USE);
        assertThat(store().entries()).hasSize(1);
    }

    private CacheEntry only() {
        assertThat(store().entries()).hasSize(1);
        return store().entries().get(0);
    }
}
