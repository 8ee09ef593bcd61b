package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.TaskValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TaskValues} does. */
public abstract class TaskValuesContract {
    /** The values under test; others that see the same, if they can be made, at every call. */
    protected abstract TaskValues values();

    /** The folder of a run; another one for each number. */
    protected abstract StorePath run(int number);

    @ParameterizedTest
    @ValueSource(
            strings = {"\"text\"", "1.50", "{\"a\": [1, null, true]}", "null", "\"Füße\\n\"", "\"\\ud83d\\ude00 😀\""})
    void a_value_comes_back_as_it_was_set(String json) {
        values().set(run(1), TaskKey.PROCESS, "wheelhouse", json);

        assertThat(values().get(run(1), TaskKey.PROCESS, "wheelhouse")).contains(json);
    }

    @Test
    void what_was_not_set_is_not_there() {
        values().set(run(1), TaskKey.PROCESS, "a", "1");

        assertThat(values().get(run(1), TaskKey.PROCESS, "b")).isEmpty();
        assertThat(values().get(run(1), TaskKey.CLEANUP, "a")).isEmpty();
        assertThat(values().get(run(2), TaskKey.PROCESS, "a")).isEmpty();
    }

    @Test
    void the_last_value_counts_and_the_others_stay() {
        values().set(run(1), TaskKey.PROCESS, "a", "1");
        values().set(run(1), TaskKey.PROCESS, "b", "2");
        values().set(run(1), TaskKey.PROCESS, "a", "3");

        assertThat(values().get(run(1), TaskKey.PROCESS, "a")).contains("3");
        assertThat(values().get(run(1), TaskKey.PROCESS, "b")).contains("2");
    }

    @Test
    void a_value_may_have_48_KiB_in_UTF_8() {
        String largest = "\"" + "ü".repeat((TaskValues.MAX_BYTES - 2) / 2) + "\"";

        values().set(run(1), TaskKey.PROCESS, "a", largest);

        assertThat(values().get(run(1), TaskKey.PROCESS, "a")).contains(largest);
    }

    @Test
    void a_value_of_one_byte_more_is_refused_and_the_old_one_stays() {
        values().set(run(1), TaskKey.PROCESS, "a", "1");
        String tooLarge = "\"" + "x" + "ü".repeat((TaskValues.MAX_BYTES - 2) / 2) + "\"";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> values().set(run(1), TaskKey.PROCESS, "a", tooLarge))
                .withMessageContaining("49153");
        assertThat(values().get(run(1), TaskKey.PROCESS, "a")).contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "a-b", "ä", "../a", "a\n"})
    void a_name_is_letters_digits_and_underscores(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> values().set(run(1), TaskKey.PROCESS, name, "1"))
                .withMessageContaining(name);
    }

    @Test
    void a_run_has_250_values_of_all_its_tasks_and_no_more() {
        for (int n = 0; n < TaskValues.MAX_VALUES; n++) {
            values().set(run(1), n % 2 == 0 ? TaskKey.PROCESS : TaskKey.CLEANUP, "v" + n, "1");
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> values().set(run(1), TaskKey.PROCESS, "more", "1"))
                .withMessageContaining("250");
        values().set(run(1), TaskKey.PROCESS, "v0", "2");
        values().set(run(2), TaskKey.PROCESS, "more", "1");
        assertThat(values().get(run(1), TaskKey.PROCESS, "more")).isEmpty();
        assertThat(values().get(run(1), TaskKey.PROCESS, "v0")).contains("2");
    }

    @Test
    void many_at_once_lose_nothing() {
        Threads.atOnce(16, n -> {
            values().set(run(1), TaskKey.PROCESS, "v" + n, Integer.toString(n));
            return n;
        });

        for (int n = 0; n < 16; n++) {
            assertThat(values().get(run(1), TaskKey.PROCESS, "v" + n)).contains(Integer.toString(n));
        }
    }
}
