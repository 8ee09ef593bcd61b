package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.JobPlan;
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
    protected String master() {
        return "local";
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
                "job",
                new RunPaths(StorePath.of("/base"), new RunId(new UUID(1, 2))),
                ImmutableList.of(load),
                "local",
                Optional.empty());

        assertThat(fake.reporting(report)
                        .submit(plan, ProgressListener.NONE)
                        .await()
                        .report())
                .contains(report);
        assertThat(fake.submitted()).containsExactly(plan);
    }
}
