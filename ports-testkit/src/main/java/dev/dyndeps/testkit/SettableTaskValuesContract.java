package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.TaskValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link TaskValues} does whose values can be set from outside the task. */
public abstract class SettableTaskValuesContract extends TaskValuesContract {
    private int runs = 100;

    /** The folder of a run; another one for each number. */
    protected abstract StorePath run(int number);

    @Override
    protected final StorePath runThatSets(ImmutableList<Setting> settings) {
        StorePath run = run(runs++);
        settings.forEach(setting -> values().set(run, TaskKey.PROCESS, setting.name(), setting.json()));
        return run;
    }

    @Test
    void a_value_comes_back_to_the_letter() {
        values().set(run(1), TaskKey.PROCESS, "a", "1.50");
        values().set(run(1), TaskKey.PROCESS, "b", "null");
        values().set(run(1), TaskKey.PROCESS, "c", "\"\\ud83d\\ude00 😀\"");

        assertThat(values().get(run(1), TaskKey.PROCESS, "a")).contains("1.50");
        assertThat(values().get(run(1), TaskKey.PROCESS, "b")).contains("null");
        assertThat(values().get(run(1), TaskKey.PROCESS, "c")).contains("\"\\ud83d\\ude00 😀\"");
    }

    @Test
    void bytes_are_those_of_UTF_8_and_what_is_refused_leaves_the_old_value() {
        String largest = "\"" + "ü".repeat((TaskValues.MAX_BYTES - 2) / 2) + "\"";
        values().set(run(1), TaskKey.PROCESS, "a", largest);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> values().set(run(1), TaskKey.PROCESS, "a", "\"x" + largest.substring(1)))
                .withMessageContaining("49153");
        assertThat(values().get(run(1), TaskKey.PROCESS, "a")).contains(largest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "a-b", "ä", "../a", "a\n"})
    void a_name_is_letters_digits_and_underscores(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> values().set(run(1), TaskKey.PROCESS, name, "1"))
                .withMessageContaining(name);
    }

    @Test
    void the_250_values_are_those_of_all_tasks() {
        for (int n = 0; n < TaskValues.MAX_VALUES; n++) {
            values().set(run(1), n % 2 == 0 ? TaskKey.PROCESS : TaskKey.CLEANUP, "v" + n, "1");
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> values().set(run(1), TaskKey.PROCESS, "more", "1"))
                .withMessageContaining("250");
        values().set(run(2), TaskKey.PROCESS, "more", "1");
        assertThat(values().get(run(1), TaskKey.PROCESS, "more")).isEmpty();
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
