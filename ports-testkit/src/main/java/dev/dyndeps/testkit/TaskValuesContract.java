package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.TaskValues;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link TaskValues} does, whoever can set values. Where anybody can, {@link SettableTaskValuesContract} says the
 * rest.
 */
public abstract class TaskValuesContract {
    /** Something that the task {@code process} sets. */
    protected record Setting(String name, String json) {}

    /** The values under test; others that see the same, if they can be made, at every call. */
    protected abstract TaskValues values();

    /**
     * The folder of a new run whose task {@code process} has set these values, in this order.
     *
     * @throws IllegalArgumentException with the reason, if one of them was refused
     */
    protected abstract StorePath runThatSets(ImmutableList<Setting> settings);

    /** Whether what is no text comes back as what it is; else it comes back as the text of its JSON. */
    protected boolean tellsTextsFromOthers() {
        return true;
    }

    private StorePath runThatSets(Setting... settings) {
        return runThatSets(ImmutableList.copyOf(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "\"/Volumes/a b/c.zip\"", "\"1.5\"", "\"{}\"", "\"Füße\\n\\\"\"", "\"😀\""})
    void a_text_comes_back_as_it_was_set(String json) {
        StorePath run = runThatSets(new Setting("wheelhouse", json));

        assertThat(values().get(run, TaskKey.PROCESS, "wheelhouse")).contains(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "true", "[1, null]"})
    void what_is_no_text_comes_back(String json) {
        StorePath run = runThatSets(new Setting("a", json));

        assertThat(values().get(run, TaskKey.PROCESS, "a"))
                .contains(tellsTextsFromOthers() ? json : "\"" + json + "\"");
    }

    @Test
    void what_was_not_set_is_not_there() {
        StorePath run = runThatSets(new Setting("a", "\"1\""));
        StorePath other = runThatSets(new Setting("b", "\"1\""));

        assertThat(values().get(run, TaskKey.PROCESS, "b")).isEmpty();
        assertThat(values().get(run, TaskKey.CLEANUP, "a")).isEmpty();
        assertThat(values().get(other, TaskKey.PROCESS, "a")).isEmpty();
    }

    @Test
    void the_last_value_counts_and_the_others_stay() {
        StorePath run = runThatSets(new Setting("a", "\"1\""), new Setting("b", "\"2\""), new Setting("a", "\"3\""));

        assertThat(values().get(run, TaskKey.PROCESS, "a")).contains("\"3\"");
        assertThat(values().get(run, TaskKey.PROCESS, "b")).contains("\"2\"");
    }

    @Test
    void a_value_may_have_48_KiB() {
        String largest = "\"" + "x".repeat(TaskValues.MAX_BYTES - 2) + "\"";

        StorePath run = runThatSets(new Setting("a", largest));

        assertThat(values().get(run, TaskKey.PROCESS, "a")).contains(largest);
    }

    @Test
    void a_value_of_one_byte_more_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runThatSets(new Setting("a", "\"" + "x".repeat(TaskValues.MAX_BYTES - 1) + "\"")))
                .withMessageContaining("49153");
    }

    @Test
    void a_run_has_250_values_and_no_more() {
        ImmutableList<Setting> most = numbered(TaskValues.MAX_VALUES);

        StorePath run = runThatSets(most);

        assertThat(values().get(run, TaskKey.PROCESS, "v0")).contains("\"0\"");
        assertThat(values().get(run, TaskKey.PROCESS, "v249")).contains("\"249\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> runThatSets(numbered(TaskValues.MAX_VALUES + 1)))
                .withMessageContaining("250");
        runThatSets(Stream.concat(most.stream(), Stream.of(new Setting("v0", "\"again\"")))
                .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableList<Setting> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Setting("v" + n, "\"" + n + "\""))
                .collect(ImmutableList.toImmutableList());
    }
}
