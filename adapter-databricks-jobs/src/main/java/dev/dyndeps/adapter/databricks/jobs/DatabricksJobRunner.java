package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.TaskScripts;
import java.util.Optional;

/**
 * Runs jobs in a Databricks workspace.
 *
 * <p>On a job cluster: by a job that stays for the next run of the same settings, started with this run's parameters. On
 * serverless compute and all-purpose clusters: by a one-time run, with the values in place of the references to parameters.
 * Either carries the run's id as its idempotency token, so a start whose answer is lost can be repeated.
 *
 * <p>A run is watched from its start, by a thread of its own. What its tasks print becomes notes when they end. A task's end
 * is judged by its own state; the run's is that of its last task only.
 */
public final class DatabricksJobRunner implements JobRunner {
    private final Api api;
    private final RunService service;
    private final ScriptFolder scripts;
    private final Offer offer;
    private final RunJobs jobs;
    private final ImmutableMap<String, String> tags;

    /** @param version of this program: the value of the tag {@code dyndeps} of the jobs it makes */
    public DatabricksJobRunner(WorkspaceConnection connection, TaskScripts scripts, String version, Pace pace) {
        this.api = new Api(connection);
        this.service = new RunService(api, pace);
        Me me = new Me(api);
        this.scripts = new ScriptFolder(api, me, scripts);
        this.offer = new Offer(api);
        this.jobs = new RunJobs(api, me);
        this.tags = ImmutableMap.of(DatabricksJobDeployments.TAG, version);
    }

    @Override
    public Submitted submit(JobPlan plan, ProgressListener progress) {
        JobDefinition job = plan.job();
        if (job.compute() instanceof Compute.SparkMaster) {
            throw new IllegalArgumentException("not in a Databricks workspace: " + job.compute());
        }
        Limits.check(job, tags.size());
        Limits.check(plan);
        progress.stage("submit", "to " + api.connection().host());
        if (job.compute() instanceof Compute.JobCluster cluster) {
            JobJson.Choices choices = new JobJson.Choices(
                    scripts.path(job),
                    offer.nodeType(cluster),
                    Optional.of(Cloud.of(api.connection().host())),
                    tags);
            ObjectNode settings = JobJson.settings(job, choices);
            ArrayNode access = Principals.access(job.settings().permissions());
            scripts.put(job);
            return runNow(plan, settings, access, progress);
        }
        warn(job, progress);
        JobJson.Choices choices =
                new JobJson.Choices(scripts.put(job), Optional.empty(), Optional.empty(), ImmutableMap.of());
        return submitOnce(plan, choices, progress);
    }

    private Submitted runNow(JobPlan plan, ObjectNode settings, ArrayNode access, ProgressListener progress) {
        long job = jobs.get(settings, access);
        ObjectNode request = Json.object().put("job_id", job).put("idempotency_token", token(plan));
        ObjectNode parameters = request.putObject("job_parameters");
        plan.values().forEach(parameters::put);
        return started(plan, "run-now", request, settings, progress);
    }

    private Submitted submitOnce(JobPlan plan, JobJson.Choices choices, ProgressListener progress) {
        String name = plan.job().name() + " " + plan.paths().run();
        ObjectNode request =
                JobJson.oneTimeRun(name, plan.job(), plan.tasks(), choices).put("idempotency_token", token(plan));
        ArrayNode access = Principals.access(plan.job().settings().permissions());
        if (!access.isEmpty()) {
            request.set("access_control_list", access);
        }
        return started(plan, "runs/submit", request, request, progress);
    }

    private Submitted started(
            JobPlan plan, String path, ObjectNode request, ObjectNode settings, ProgressListener progress) {
        long run = service.start(
                path, request, plan.job().name(), (failure, where) -> JobRefusal.of(failure, settings, where));
        String page = page(run);
        progress.note("the run's page: " + page);
        return new DatabricksRun(plan, service, run, page, progress).started();
    }

    /** Not worth the loss of a run that was started. */
    private String page(long run) {
        try {
            String page = service.view(run).page();
            if (!page.isEmpty()) {
                return page;
            }
        } catch (DatabricksException e) {
            // The watch asks again, with more patience.
        }
        return api.connection().host() + "/jobs/runs/" + run;
    }

    private static String token(JobPlan plan) {
        return plan.paths().run().toString();
    }

    private static void warn(JobDefinition job, ProgressListener progress) {
        if (job.compute() instanceof Compute.ExistingCluster cluster) {
            progress.note("runs on the shared " + cluster
                    + " are not isolated from one another; they are on job clusters and serverless compute");
        }
        if (!job.settings().tags().isEmpty()) {
            progress.note("the tags are not kept: one-time runs have none");
        }
    }
}
