package dev.dyndeps.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.cache.CacheEntry.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes first, and what never. */
class PrunePlanTest {
    private static final CacheEntry OLD = entry("old", 10, 1, false);
    private static final CacheEntry MIDDLE = entry("middle", 10, 2, false);
    private static final CacheEntry NEW = entry("new", 10, 3, false);
    private static final CacheEntry BUSY = entry("busy", 10, 0, true);
    private static final CacheEntry LEFT = new CacheEntry(Kind.LEFTOVERS, "left", "tmp/left", 10, 9, false);

    private static CacheEntry entry(String name, long bytes, long lastUsed, boolean inUse) {
        return new CacheEntry(Kind.WHEELS, name, "wheels/" + name, bytes, lastUsed, inUse);
    }

    @Test
    void nothing_goes_where_there_is_room() {
        PrunePlan plan = PrunePlan.of(List.of(OLD, NEW, MIDDLE), 30);

        assertThat(plan.remove()).isEmpty();
        assertThat(plan.keep()).containsExactly(NEW, MIDDLE, OLD);
        assertThat(plan.tooLarge()).isFalse();
    }

    @Test
    void one_byte_too_much_and_the_oldest_goes() {
        assertThat(PrunePlan.of(List.of(NEW, OLD, MIDDLE), 29).remove()).containsExactly(OLD);
    }

    @Test
    void as_many_go_as_have_to() {
        assertThat(PrunePlan.of(List.of(NEW, OLD, MIDDLE), 10).remove()).containsExactly(OLD, MIDDLE);
        assertThat(PrunePlan.of(List.of(NEW, OLD, MIDDLE), 0).remove()).containsExactly(OLD, MIDDLE, NEW);
    }

    @Test
    void what_is_in_use_stays_however_old_it_is() {
        PrunePlan plan = PrunePlan.of(List.of(BUSY, OLD, NEW), 0);

        assertThat(plan.remove()).containsExactly(OLD, NEW);
        assertThat(plan.keep()).containsExactly(BUSY);
        assertThat(plan.tooLarge()).isTrue();
    }

    @Test
    void what_killed_processes_left_goes_always_and_first() {
        assertThat(PrunePlan.of(List.of(OLD, LEFT), 100).remove()).containsExactly(LEFT);
        assertThat(PrunePlan.of(List.of(OLD, NEW, LEFT), 10).remove()).containsExactly(LEFT, OLD);
    }

    @Test
    void of_two_of_one_age_the_same_goes_whatever_the_order() {
        CacheEntry twin = entry("twin", 10, 1, false);

        assertThat(PrunePlan.of(List.of(OLD, twin), 10).remove()).containsExactly(OLD);
        assertThat(PrunePlan.of(List.of(twin, OLD), 10).remove()).containsExactly(OLD);
    }
}
