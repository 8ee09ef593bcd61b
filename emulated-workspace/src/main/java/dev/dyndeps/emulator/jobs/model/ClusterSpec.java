package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What a {@code new_cluster} asks for.
 *
 * @param sparkVersion such as {@code 14.3.x-scala2.12}
 * @param workers how many beside the driver; the most of an autoscaling cluster
 * @param sparkEnvVars may hold {@code {{secrets/SCOPE/KEY}}}
 * @param dataSecurityMode such as {@code SINGLE_USER}
 */
public record ClusterSpec(
        String sparkVersion,
        int workers,
        ImmutableMap<String, String> sparkEnvVars,
        Optional<String> dataSecurityMode) {

    /**
     * Reads it as the service does when a job is made.
     *
     * @throws Refusal if it names what the workspace does not have, or leaves out what every cluster needs
     */
    public static ClusterSpec parse(Fields cluster, ComputeCatalog catalog) {
        String version = cluster.text("spark_version")
                .orElseThrow(() -> invalid("Missing required field: settings.cluster_spec.new_cluster.spark_version"));
        if (!catalog.hasSparkVersion(version)) {
            throw invalid("Invalid spark version " + version + ".");
        }
        cluster.text("node_type_id").ifPresent(type -> requireNodeType(type, catalog));
        cluster.text("driver_node_type_id").ifPresent(type -> requireNodeType(type, catalog));
        if (!cluster.has("node_type_id") && !cluster.has("instance_pool_id") && !cluster.has("policy_id")) {
            throw invalid("Missing required field: settings.cluster_spec.new_cluster.node_type_id");
        }
        return new ClusterSpec(
                version, workers(cluster), cluster.map("spark_env_vars"), cluster.text("data_security_mode"));
    }

    private static int workers(Fields cluster) {
        if (cluster.has("autoscale")) {
            return (int) cluster.object("autoscale").orElseThrow().requiredNumber("max_workers");
        }
        boolean single = cluster.flag("is_single_node");
        long workers = cluster.number("num_workers").orElse(single ? 0 : -1);
        if (workers < 0) {
            throw invalid("Missing required field: settings.cluster_spec.new_cluster.size");
        }
        return (int) workers;
    }

    private static void requireNodeType(String type, ComputeCatalog catalog) {
        if (!catalog.hasNodeType(type)) {
            throw invalid("Node type " + type + " is not supported. Supported node types: "
                    + String.join(", ", catalog.nodeTypes()));
        }
    }

    private static Refusal invalid(String message) {
        return Refusal.invalid("Cluster validation error: " + message);
    }

    /** Whether users share it: then tasks reach Spark through Spark Connect only, and DBFS not at all. */
    public boolean isStandardAccessMode() {
        return dataSecurityMode
                .filter(mode -> mode.equals("USER_ISOLATION") || mode.equals("DATA_SECURITY_MODE_STANDARD"))
                .isPresent();
    }
}
