package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.pipeline.JobOutcome.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest {
    @ParameterizedTest
    @CsvSource({
        "SUCCESS,SUCCESS,SUCCESS",
        "RUN_EXECUTION_ERROR,FAILED,FAILED",
        "CLUSTER_ERROR,FAILED,FAILED",
        "INTERNAL_ERROR,FAILED,FAILED",
        "A_CODE_OF_TOMORROW,FAILED,FAILED",
        "USER_CANCELED,CANCELED,CANCELED",
        "CANCELED,CANCELED,CANCELED",
        "CANCELED,TIMEDOUT,FAILED",
        "SKIPPED,UPSTREAM_FAILED,SKIPPED",
        "SKIPPED,UPSTREAM_CANCELED,SKIPPED",
        "RUN_EXECUTION_ERROR,UPSTREAM_FAILED,SKIPPED",
        "SKIPPED,EXCLUDED,SKIPPED",
        "DISABLED,DISABLED,SKIPPED"
    })
    void the_end_is_judged_by_code_and_result(String code, String result, State expected) {
        Status status = Status.of(TestWorkspace.json("""
                {"status": {"state": "TERMINATED", "termination_details": {"code": "%s", "message": "m"}},
                 "state": {"life_cycle_state": "INTERNAL_ERROR", "result_state": "%s"}}""".formatted(code, result)));

        assertThat(status.hasEnded()).isTrue();
        assertThat(status.end()).isEqualTo(expected);
    }
}
