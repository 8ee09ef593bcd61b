package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.util.Optional;

/** {@code clusters/…}: the all-purpose clusters. */
final class ClusterEndpoints {
    private static final String PATH = "/api/2.1/clusters/";

    private final Catalog catalog;

    ClusterEndpoints(Catalog catalog) {
        this.catalog = catalog;
    }

    void register(Routes routes) {
        routes.get(PATH + "list", Api.handler(call -> clusters()));
        routes.get(PATH + "get", Api.handler(call -> cluster(call.required("cluster_id"))));
    }

    private ObjectNode clusters() {
        ObjectNode answer = Json.object();
        answer.putArray("clusters");
        catalog.clusters()
                .forEach((id, spec) -> answer.withArrayProperty("clusters").add(json(id, spec)));
        return answer;
    }

    private ObjectNode cluster(String id) {
        return json(id, catalog.cluster(id).orElseThrow(() -> Refusal.invalid("Cluster " + id + " does not exist")));
    }

    private static ObjectNode json(String id, ClusterSpec spec) {
        ObjectNode json = Json.object()
                .put("cluster_id", id)
                .put("cluster_name", id)
                .put("cluster_source", "UI")
                .put("state", "RUNNING")
                .put("spark_version", spec.sparkVersion())
                .put("num_workers", spec.workers());
        Optional.of(spec)
                .flatMap(ClusterSpec::dataSecurityMode)
                .ifPresent(mode -> json.put("data_security_mode", mode));
        return json;
    }
}
