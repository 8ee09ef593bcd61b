package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Optional;

/** What it means to the user that the service does not take a job or a run. */
final class JobRefusal {
    private JobRefusal() {}

    /**
     * @param name of the job or run
     * @return empty if the failure is none that the user can do something about by other options
     */
    static Optional<UserError> of(DatabricksException failure, ObjectNode settings, String name) {
        String message = String.valueOf(failure.getMessage());
        String cluster =
                settings.path("tasks").path(0).path("existing_cluster_id").asText();
        if (!cluster.isEmpty() && message.contains(cluster)) {
            return ServiceRefusal.of(
                    failure,
                    "--compute cluster:" + cluster,
                    "the workspace cannot run on this cluster",
                    "Give the id of an all-purpose cluster; it is on the cluster's page, under Tags");
        }
        if (message.contains("luster")
                && ServiceAnswer.of(failure).filter(ServiceAnswer::isDenied).isPresent()) {
            return Optional.of(new UserError(
                    Code.PERMISSION_DENIED,
                    "--compute job-cluster",
                    "this user may not make such a cluster: " + ServiceRefusal.sentence(message),
                    "Name a policy that you may use in --cluster-spec (policy_id), or use --compute serverless"));
        }
        if (message.contains("luster")) {
            return ServiceRefusal.of(
                    failure,
                    "--cluster-spec",
                    "the workspace refuses the cluster",
                    "Change the file; it has the shape of new_cluster in the Jobs API");
        }
        return ServiceRefusal.of(failure, name, "the workspace refuses the job", "Change the option that it speaks of");
    }
}
