package dev.dyndeps.emulator.jobs.engine;

import static dev.dyndeps.emulator.jobs.engine.Result.EXCLUDED;
import static dev.dyndeps.emulator.jobs.engine.Result.SUCCESS;
import static dev.dyndeps.emulator.jobs.engine.Result.UPSTREAM_CANCELED;
import static dev.dyndeps.emulator.jobs.engine.Result.UPSTREAM_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.jobs.model.RunIf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRuleTest {
    @ParameterizedTest
    @CsvSource({
        "ALL_SUCCESS,          SUCCESS SUCCESS,   runs",
        "ALL_SUCCESS,          SUCCESS EXCLUDED,  runs",
        "ALL_SUCCESS,          SUCCESS FAILED,    UPSTREAM_FAILED",
        "ALL_SUCCESS,          SUCCESS TIMEDOUT,  UPSTREAM_FAILED",
        "ALL_SUCCESS,          SUCCESS CANCELED,  UPSTREAM_CANCELED",
        "ALL_DONE,             FAILED CANCELED,   runs",
        "NONE_FAILED,          SUCCESS CANCELED,  runs",
        "NONE_FAILED,          SUCCESS FAILED,    UPSTREAM_FAILED",
        "AT_LEAST_ONE_SUCCESS, SUCCESS FAILED,    runs",
        "AT_LEAST_ONE_SUCCESS, FAILED FAILED,     UPSTREAM_FAILED",
        "ALL_FAILED,           FAILED FAILED,     runs",
        "ALL_FAILED,           FAILED SUCCESS,    EXCLUDED",
        "AT_LEAST_ONE_FAILED,  FAILED SUCCESS,    runs",
        "AT_LEAST_ONE_FAILED,  SUCCESS SUCCESS,   EXCLUDED",
        "ALL_SUCCESS,          EXCLUDED EXCLUDED, EXCLUDED",
        "ALL_DONE,             EXCLUDED,          EXCLUDED",
    })
    void the_ends_of_the_dependencies_decide(RunIf condition, String before, String outcome) {
        ImmutableList<Result> results =
                Splitter.on(' ').splitToStream(before).map(Result::valueOf).collect(ImmutableList.toImmutableList());

        assertThat(StartRule.skips(condition, results)
                        .map(end -> end.result().name())
                        .orElse("runs"))
                .isEqualTo(outcome);
    }

    @Test
    void a_task_that_depends_on_none_runs() {
        for (RunIf condition : RunIf.values()) {
            assertThat(StartRule.skips(condition, ImmutableList.of())).isEmpty();
        }
    }

    @Test
    void tasks_that_were_left_out_are_told_apart_by_why() {
        assertThat(ImmutableList.of(UPSTREAM_FAILED.isFailure(), UPSTREAM_CANCELED.isFailure()))
                .containsExactly(true, false);
        assertThat(ImmutableList.of(SUCCESS.isSuccess(), EXCLUDED.isSuccess())).containsOnly(true);
    }
}
