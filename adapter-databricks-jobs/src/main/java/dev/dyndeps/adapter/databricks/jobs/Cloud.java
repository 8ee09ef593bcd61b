package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/** The cloud of a workspace, and how its clusters are asked for on demand: each has a field of its own for that. */
public enum Cloud {
    AWS("aws_attributes", "ON_DEMAND"),
    AZURE("azure_attributes", "ON_DEMAND_AZURE"),
    GCP("gcp_attributes", "ON_DEMAND_GCP");

    private final String field;
    private final String onDemand;

    Cloud(String field, String onDemand) {
        this.field = field;
        this.onDemand = onDemand;
    }

    /** By the workspace's address; what is neither Azure's nor Google's is on AWS, as Databricks' own tools see it. */
    public static Cloud of(String host) {
        String name = Optional.ofNullable(URI.create(host).getHost()).orElse("");
        if (name.contains(".azuredatabricks.") || name.contains(".databricks.azure.")) {
            return AZURE;
        }
        return name.endsWith(".gcp.databricks.com") ? GCP : AWS;
    }

    void putOnDemand(ObjectNode cluster) {
        cluster.putObject(field).put("availability", onDemand);
    }
}
