package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.port.Notes;
import org.junit.jupiter.api.Test;

/** What all {@link Notes} do. */
public abstract class NotesContract {
    private static final HashCode KEY = Hashing.sha256().hashInt(1);
    private static final HashCode OTHER = Hashing.sha256().hashInt(2);

    /** The notes under test; the same ones, none at first, at every call within one test. */
    protected abstract Notes notes();

    @Test
    void what_was_not_noted_is_not_remembered() {
        notes().keep(OTHER, "other");

        assertThat(notes().find(KEY)).isEmpty();
    }

    @Test
    void what_was_noted_is_remembered_letter_by_letter() {
        notes().keep(KEY, "a line\n über\t\0 end ");

        assertThat(notes().find(KEY)).contains("a line\n über\t\0 end ");
    }

    @Test
    void the_last_note_counts() {
        notes().keep(KEY, "first");
        notes().keep(KEY, "second");

        assertThat(notes().find(KEY)).contains("second");
    }

    @Test
    void a_note_that_many_write_at_once_is_one_of_theirs() {
        Notes notes = notes();

        assertThat(Threads.atOnce(8, n -> {
                    notes.keep(KEY, "x".repeat(10_000) + n);
                    return notes.find(KEY).orElseThrow();
                }))
                .allMatch(text -> text.matches("x{10000}[0-7]"));
    }
}
