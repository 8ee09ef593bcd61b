package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.TaskPlan;
import dev.dyndeps.domain.pipeline.ValidationReport;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.ProgressListener;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FakeJobRunnerTest extends JobRunnerContract {
    private static final Compute COMPUTE = new Compute.SparkMaster("local", Optional.empty());

    private final FakeJobRunner fake = new FakeJobRunner();

    @Override
    protected JobRunner runner(Behaviour process) {
        return switch (process) {
            case SUCCEED -> fake;
            case FAIL -> fake.failing(TaskKey.PROCESS, "RuntimeError: boom");
            case HANG -> fake.hanging(TaskKey.PROCESS);
        };
    }

    @Override
    protected Compute compute() {
        return COMPUTE;
    }

    @Override
    protected ImmutableList<String> ran() {
        return fake.started().stream()
                .map(task -> task.key() + " " + task.parameters())
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void it_reports_what_it_was_told_to_and_remembers_the_plan() {
        ValidationReport report = new ValidationReport(ImmutableList.of(), true, ImmutableList.of("check.py: ok"));
        TaskPlan load = new TaskPlan(
                TaskKey.LOAD_AND_VALIDATE, ImmutableList.of(), ImmutableList.of(), TaskPlan.RunIf.ALL_SUCCESS);
        JobPlan plan = new JobPlan(
                new JobDefinition("job", ImmutableMap.of(), ImmutableList.of(load), COMPUTE, JobSettings.DEFAULT),
                new RunPaths(StorePath.of("/base"), RunId.of(new UUID(1, 2))),
                ImmutableMap.of());

        assertThat(fake.reporting(report)
                        .submit(plan, ProgressListener.NONE)
                        .await()
                        .report())
                .contains(report);
        assertThat(fake.submitted()).containsExactly(plan);
    }
}
