package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
    /** As JSON: {"wheelhouse":"…"} */
    private static final int AROUND = 17;

    @Test
    void a_job_has_25_tags_of_which_one_is_ours() {
        assertThatCode(() -> Limits.check(tagged(24), 1)).doesNotThrowAnyException();
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Limits.check(tagged(25), 1))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--tag"));
    }

    @Test
    void the_parameters_of_a_run_have_10_000_bytes() {
        assertThatCode(() -> Limits.check(with("x".repeat(9_900)))).doesNotThrowAnyException();
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Limits.check(with("x".repeat(10_000 - AROUND + 1))))
                .withMessageContaining("10001 bytes")
                .satisfies(e -> assertThat(e.where()).hasSize(61));
    }

    @Test
    void bytes_are_counted_not_letters() {
        assertThatExceptionOfType(UserError.class).isThrownBy(() -> Limits.check(with("ü".repeat(5_000))));
    }

    private static JobDefinition tagged(int count) {
        return Plans.job(
                Plans.CLUSTER,
                Plans.settings(
                        ImmutableMap.of(),
                        IntStream.range(0, count)
                                .boxed()
                                .collect(ImmutableMap.toImmutableMap(n -> "tag" + n, n -> "value"))));
    }

    private static JobPlan with(String value) {
        return new JobPlan(
                Plans.job(Plans.CLUSTER),
                new RunPaths(StorePath.of("/base"), Plans.runId(1)),
                ImmutableMap.of("wheelhouse", value));
    }
}
