package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.JobDeployments.Difference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsDifferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': 1, 'more': 2}|{'a': 1}",
                "{'a': {'b': 1, 'more': 2}}|{'a': {'b': 1}}",
                "{'a': '1'}|{'a': 1}",
                "{}|{'a': '', 'b': 0, 'c': false, 'd': [], 'e': {}}",
                "{'tasks': [{'task_key': 'b'}, {'task_key': 'a', 'more': 1}]}|{'tasks': [{'task_key': 'a'}, {'task_key': 'b'}]}",
                "{'parameters': ['a', 'b']}|{'parameters': ['a', 'b']}"
            })
    void what_the_service_adds_reorders_or_leaves_out_is_no_difference(String actual, String wanted) {
        assertThat(between(actual, wanted)).isEmpty();
    }

    @Test
    void another_value_is_one() {
        assertThat(between("{'a': {'b': 1}}", "{'a': {'b': 2}}")).containsExactly(new Difference("a.b", "1", "2"));
    }

    @Test
    void a_value_that_is_not_set_is_one() {
        assertThat(between("{}", "{'a': 'x', 'b': {'c': 1}}"))
                .containsExactly(new Difference("a", "", "\"x\""), new Difference("b", "", "{\"c\":1}"));
    }

    @Test
    void items_are_told_apart_by_their_keys() {
        assertThat(between(
                        "{'tasks': [{'task_key': 'old'}, {'task_key': 'same', 'n': 1}]}",
                        "{'tasks': [{'task_key': 'same', 'n': 2}, {'task_key': 'new'}]}"))
                .containsExactly(
                        new Difference("tasks[same].n", "1", "2"),
                        new Difference("tasks[new]", "", "{\"task_key\":\"new\"}"),
                        new Difference("tasks[old]", "{\"task_key\":\"old\"}", ""));
    }

    @Test
    void the_order_of_texts_counts() {
        assertThat(between("{'parameters': ['a', 'b']}", "{'parameters': ['b', 'a']}"))
                .containsExactly(new Difference("parameters", "[\"a\",\"b\"]", "[\"b\",\"a\"]"));
    }

    @Test
    void a_list_in_place_of_nothing_differs_by_item() {
        assertThat(between("{}", "{'tasks': [{'task_key': 'a'}]}"))
                .containsExactly(new Difference("tasks[a]", "", "{\"task_key\":\"a\"}"));
    }

    private static ImmutableList<Difference> between(String actual, String wanted) {
        return SettingsDifferences.between(object(actual), object(wanted));
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) TestWorkspace.json(text.replace('\'', '"'));
    }
}
