package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.pipeline.ValidationReport;
import org.junit.jupiter.api.Test;

class TaskOutputTest {
    private static final String REPORT =
            "DYNDEPS-REPORT {\\\"nodes\\\": [], \\\"provedEvery\\\": %s, \\\"checks\\\": []}";

    @Test
    void the_report_is_read_and_not_shown() {
        TaskOutput output = output("{\"logs\": \"one\\n" + REPORT.formatted(true) + "\\n\\n  two\\n\\n\"}");

        assertThat(output.lines()).containsExactly("one", "", "  two");
        assertThat(output.report()).map(ValidationReport::provedEvery).contains(true);
    }

    @Test
    void the_last_report_counts() {
        TaskOutput output = output("{\"logs\": \"" + REPORT.formatted(false) + "\\n" + REPORT.formatted(true) + "\"}");

        assertThat(output.report()).map(ValidationReport::provedEvery).contains(true);
    }

    @Test
    void a_report_that_was_cut_short_is_none() {
        assertThat(output("{\"logs\": \"DYNDEPS-REPORT {\\\"nodes\\\": [\"}").report())
                .isEmpty();
    }

    @Test
    void colours_are_left_out() {
        assertThat(output("{\"error_trace\": \"\\u001b[0;31mValueError\\u001b[0m: x\\r\\n\"}")
                        .trace())
                .isEqualTo("ValueError: x");
    }

    @Test
    void a_task_that_printed_nothing_has_no_lines() {
        assertThat(output("{}").lines()).isEmpty();
        assertThat(output("{\"logs\": null}").lines()).isEmpty();
    }

    private static TaskOutput output(String json) {
        return TaskOutput.of((com.fasterxml.jackson.databind.node.ObjectNode) TestWorkspace.json(json));
    }
}
