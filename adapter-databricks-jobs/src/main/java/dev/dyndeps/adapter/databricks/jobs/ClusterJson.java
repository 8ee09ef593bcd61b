package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.domain.pipeline.Compute;
import java.util.Optional;

/** A job cluster as the API's {@code new_cluster}: what we choose, and the user's overlay over it. */
final class ClusterJson {
    private ClusterJson() {}

    /**
     * Where a pool decides on the machines, or a policy may, nothing of ours stands against it.
     *
     * @param nodeType none if the workspace's policy or pool says it
     * @param cloud none if it is not known
     */
    static ObjectNode of(Compute.JobCluster cluster, Optional<String> nodeType, Optional<Cloud> cloud) {
        Overlay overlay = Overlay.parse(cluster.overlay());
        ObjectNode json = Json.object()
                .put("spark_version", cluster.sparkVersion())
                // addPyFile needs a Spark that is one user's.
                .put("data_security_mode", "SINGLE_USER");
        if (!overlay.hasSize()) {
            json.put("num_workers", cluster.workers());
        }
        boolean decidedElsewhere = overlay.hasPool() || overlay.hasPolicy();
        if (!decidedElsewhere) {
            nodeType.ifPresent(type -> json.put("node_type_id", type));
            cloud.ifPresent(known -> known.putOnDemand(json));
        }
        if (overlay.hasPolicy()) {
            json.put("apply_policy_default_values", true);
        }
        Json.merge(json, overlay.json().deepCopy());
        return json;
    }

    /** Whether a node type has to be chosen for it. */
    static boolean needsNodeType(Compute.JobCluster cluster) {
        Overlay overlay = Overlay.parse(cluster.overlay());
        return !overlay.hasPool() && !overlay.hasPolicy() && !overlay.hasNodeType();
    }
}
