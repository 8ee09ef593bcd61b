package dev.dyndeps.adapter.databricks.jobs;

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
import dev.dyndeps.domain.pipeline.TaskPlan.RunIf;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Jobs and runs of them. */
final class Plans {
    static final Compute.JobCluster CLUSTER = new Compute.JobCluster("14.3.x-scala2.12", 1, "{}");
    static final Compute.Serverless SERVERLESS = new Compute.Serverless("4");
    static final Compute.ExistingCluster SHARED = new Compute.ExistingCluster(TestWorkspace.SHARED_CLUSTER);

    private Plans() {}

    /** Load, then clean up in any case. */
    static JobDefinition job(Compute compute, JobSettings settings) {
        return new JobDefinition(
                "pipeline",
                ImmutableMap.of("run", "", "wheelhouse", "none"),
                ImmutableList.of(
                        new TaskPlan(
                                TaskKey.LOAD_AND_VALIDATE,
                                ImmutableList.of("--wheelhouse", "{{job.parameters.wheelhouse}}"),
                                ImmutableList.of(),
                                RunIf.ALL_SUCCESS),
                        new TaskPlan(
                                TaskKey.CLEANUP,
                                ImmutableList.of(
                                        "--run",
                                        "{{job.parameters.run}}",
                                        "--load-state",
                                        "{{tasks.load_and_validate.result_state}}"),
                                ImmutableList.of(TaskKey.LOAD_AND_VALIDATE),
                                RunIf.ALL_DONE)),
                compute,
                settings);
    }

    static JobDefinition job(Compute compute) {
        return job(compute, JobSettings.DEFAULT);
    }

    static JobPlan plan(JobDefinition job, int number) {
        RunId run = runId(number);
        return new JobPlan(
                job,
                new RunPaths(StorePath.of("/Volumes/main/default/deps"), run),
                ImmutableMap.of("run", run.toString(), "wheelhouse", "/Volumes/w" + number + ".zip"));
    }

    static JobPlan plan(Compute compute, int number) {
        return plan(job(compute), number);
    }

    /** Process sets a value that the load task is given. */
    static JobPlan withProcess(Compute compute, int number) {
        JobDefinition job = new JobDefinition(
                "pipeline",
                ImmutableMap.of("run", ""),
                ImmutableList.of(
                        new TaskPlan(
                                TaskKey.PROCESS,
                                ImmutableList.of("{{job.parameters.run}}"),
                                ImmutableList.of(),
                                RunIf.ALL_SUCCESS),
                        new TaskPlan(
                                TaskKey.LOAD_AND_VALIDATE,
                                ImmutableList.of("--wheelhouse", "{{tasks.process.values.wheelhouse}}"),
                                ImmutableList.of(TaskKey.PROCESS),
                                RunIf.ALL_SUCCESS)),
                compute,
                JobSettings.DEFAULT);
        RunId run = runId(number);
        return new JobPlan(
                job,
                new RunPaths(StorePath.of("/Volumes/main/default/deps"), run),
                ImmutableMap.of("run", run.toString()));
    }

    static RunId runId(int number) {
        return RunId.of(new UUID(7, number));
    }

    static JobSettings settings(ImmutableMap<String, String> permissions, ImmutableMap<String, String> tags) {
        return new JobSettings(Optional.empty(), permissions, tags, Duration.ofMinutes(30), 5);
    }

    static JobSettings runAs(String user) {
        return new JobSettings(Optional.of(user), ImmutableMap.of(), ImmutableMap.of(), Duration.ofMinutes(30), 5);
    }
}
