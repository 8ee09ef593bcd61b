package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.TaskPlan;
import java.util.Optional;

/** A job definition in the words of the Jobs API 2.2. The only place that knows them: runs, deployments, bundles use it. */
public final class JobJson {
    static final String CLUSTER = "main";
    static final String ENVIRONMENT = "main";

    private JobJson() {}

    /**
     * What a definition leaves to the place where it is used; each may be a workspace's value or a bundle's variable.
     *
     * @param scripts the folder of the task scripts, such as {@code /Workspace/Users/me/.dyndeps/1a2b3c}
     * @param nodeType for job clusters whose overlay doesn't say; none where a pool or policy does
     * @param cloud whose on-demand machines are asked for; none where it is not known
     * @param tags beside those of the definition
     */
    public record Choices(
            String scripts, Optional<String> nodeType, Optional<Cloud> cloud, ImmutableMap<String, String> tags) {}

    /**
     * The settings of a job, as for {@code jobs/create}, without who may do what with it.
     *
     * @throws IllegalArgumentException if it is to run on a Spark master
     */
    public static ObjectNode settings(JobDefinition job, Choices choices) {
        JobSettings how = job.settings();
        ObjectNode settings = Json.object()
                .put("name", job.name())
                .put("max_concurrent_runs", how.maxConcurrentRuns())
                .put("timeout_seconds", how.timeout().toSeconds());
        settings.putObject("queue").put("enabled", true);
        how.runAs().ifPresent(user -> settings.set("run_as", Principals.runAs(user)));
        ObjectNode tags = settings.putObject("tags");
        how.tags().forEach(tags::put);
        choices.tags.forEach(tags::put);
        if (!job.parameters().isEmpty()) {
            ArrayNode parameters = settings.putArray("parameters");
            job.parameters()
                    .forEach((name, value) ->
                            parameters.addObject().put("name", name).put("default", value));
        }
        putTasks(settings, job.tasks(), job.compute(), choices);
        return settings;
    }

    /**
     * One run that belongs to no job, as for {@code runs/submit}.
     *
     * @param tasks with the values of the job's parameters
     */
    static ObjectNode oneTimeRun(String name, JobDefinition job, ImmutableList<TaskPlan> tasks, Choices choices) {
        ObjectNode run = Json.object()
                .put("run_name", name)
                .put("timeout_seconds", job.settings().timeout().toSeconds());
        run.putObject("queue").put("enabled", true);
        job.settings().runAs().ifPresent(user -> run.set("run_as", Principals.runAs(user)));
        putTasks(run, tasks, job.compute(), choices);
        return run;
    }

    private static void putTasks(ObjectNode settings, ImmutableList<TaskPlan> tasks, Compute compute, Choices choices) {
        ArrayNode list = settings.putArray("tasks");
        tasks.forEach(task -> list.add(task(task, compute, choices)));
        if (compute instanceof Compute.JobCluster cluster) {
            settings.putArray("job_clusters")
                    .addObject()
                    .put("job_cluster_key", CLUSTER)
                    .set("new_cluster", ClusterJson.of(cluster, choices.nodeType, choices.cloud));
        }
        if (compute instanceof Compute.Serverless serverless) {
            settings.putArray("environments")
                    .addObject()
                    .put("environment_key", ENVIRONMENT)
                    .putObject("spec")
                    .put("environment_version", serverless.environmentVersion());
        }
    }

    private static ObjectNode task(TaskPlan task, Compute compute, Choices choices) {
        ObjectNode json = Json.object().put("task_key", task.key().key());
        if (!task.dependsOn().isEmpty()) {
            ArrayNode dependencies = json.putArray("depends_on");
            task.dependsOn().forEach(key -> dependencies.addObject().put("task_key", key.key()));
        }
        json.put("run_if", task.runIf().name()).put("max_retries", 0);
        putCompute(json, compute);
        ArrayNode parameters = json.putObject("spark_python_task")
                .put("python_file", choices.scripts + "/" + task.key().key() + ".py")
                .putArray("parameters");
        task.parameters().forEach(parameters::add);
        return json;
    }

    private static void putCompute(ObjectNode task, Compute compute) {
        if (compute instanceof Compute.JobCluster) {
            task.put("job_cluster_key", CLUSTER);
        } else if (compute instanceof Compute.Serverless) {
            // Serverless compute tries again by itself what failed, whatever max_retries is.
            task.put("environment_key", ENVIRONMENT).put("disable_auto_optimization", true);
        } else if (compute instanceof Compute.ExistingCluster cluster) {
            task.put("existing_cluster_id", cluster.id());
        } else {
            throw new IllegalArgumentException("no compute of Databricks: " + compute);
        }
    }
}
