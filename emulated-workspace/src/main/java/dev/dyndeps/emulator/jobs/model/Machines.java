package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** The job clusters and environments that a definition declares, by their keys. */
record Machines(
        ImmutableMap<String, ClusterSpec> clusters,
        ImmutableMap<String, EnvironmentSpec> environments,
        ComputeCatalog catalog) {
    private static final int MOST_CLUSTERS = 100;
    private static final int MOST_ENVIRONMENTS = 10;
    private static final Pattern KEY = Pattern.compile("[\\w-]{1,100}");

    static Machines parse(Fields settings, ComputeCatalog catalog) {
        ImmutableMap.Builder<String, ClusterSpec> clusters = ImmutableMap.builder();
        for (Fields cluster : settings.objects("job_clusters")) {
            Fields spec = cluster.object("new_cluster")
                    .orElseThrow(() -> Refusal.invalid("Missing required field: job_clusters.new_cluster"));
            clusters.put(key(cluster, "job_cluster_key"), ClusterSpec.parse(spec, catalog));
        }
        ImmutableMap.Builder<String, EnvironmentSpec> environments = ImmutableMap.builder();
        for (Fields environment : settings.objects("environments")) {
            environments.put(key(environment, "environment_key"), EnvironmentSpec.parse(environment));
        }
        return new Machines(
                once(clusters, "job_cluster_key", MOST_CLUSTERS),
                once(environments, "environment_key", MOST_ENVIRONMENTS),
                catalog);
    }

    private static String key(Fields fields, String name) {
        String key = fields.required(name);
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid("Invalid " + name + " '" + key
                    + "': it may hold letters, digits, '_' and '-' only, 100 of them at most");
        }
        return key;
    }

    private static <T> ImmutableMap<String, T> once(ImmutableMap.Builder<String, T> all, String name, int most) {
        ImmutableMap<String, T> map;
        try {
            map = all.buildOrThrow();
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("Duplicate " + name + " in the job settings");
        }
        if (map.size() > most) {
            throw Refusal.invalid("At most " + most + " different " + name + " are allowed, got " + map.size());
        }
        return map;
    }

    /** @throws Refusal unless the task names exactly one compute that is there */
    Compute of(String task, Fields fields) {
        long named = Compute.FIELDS.stream().filter(fields::has).count();
        if (named == 0) {
            throw Refusal.invalid("Task '" + task
                    + "' has no cluster, and a spark_python_task on serverless compute needs" + " an environment_key");
        }
        if (named > 1) {
            throw Refusal.invalid(
                    "Task '" + task + "' must name one of " + String.join(", ", Compute.FIELDS) + ", not several");
        }
        if (fields.has("job_cluster_key")) {
            String key = fields.required("job_cluster_key");
            return new Compute.JobCluster(key, find(clusters.get(key), "job_cluster_key '" + key + "'", task));
        }
        if (fields.has("environment_key")) {
            String key = fields.required("environment_key");
            return new Compute.Serverless(find(environments.get(key), "environment_key '" + key + "'", task));
        }
        if (fields.has("existing_cluster_id")) {
            String id = fields.required("existing_cluster_id");
            return new Compute.ExistingCluster(
                    id, catalog.cluster(id).orElseThrow(() -> Refusal.invalid("Cluster " + id + " does not exist")));
        }
        return new Compute.OwnCluster(
                ClusterSpec.parse(fields.object("new_cluster").orElseThrow(), catalog));
    }

    private static <T> T find(@org.jspecify.annotations.Nullable T found, String what, String task) {
        return Optional.ofNullable(found)
                .orElseThrow(() -> Refusal.invalid("Task '" + task + "' refers to " + what + ", which is not defined"));
    }
}
