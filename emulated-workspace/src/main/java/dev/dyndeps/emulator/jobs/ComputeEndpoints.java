package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.Refusal;
import java.util.Optional;

/** {@code clusters/…}: what there is to choose from, and the all-purpose clusters. */
final class ComputeEndpoints {
    private static final String PATH = "/api/2.1/clusters/";

    private final Catalog catalog;

    ComputeEndpoints(Catalog catalog) {
        this.catalog = catalog;
    }

    void register(Routes routes) {
        routes.get(PATH + "spark-versions", Api.handler(call -> versions()));
        routes.get(PATH + "list-node-types", Api.handler(call -> nodeTypes()));
        routes.get(PATH + "list", Api.handler(call -> clusters()));
        routes.get(PATH + "get", Api.handler(call -> cluster(call.required("cluster_id"))));
    }

    private static ObjectNode versions() {
        ObjectNode answer = Json.object();
        Catalog.SPARK_VERSIONS.forEach((key, name) ->
                answer.withArrayProperty("versions").addObject().put("key", key).put("name", name));
        return answer;
    }

    private static ObjectNode nodeTypes() {
        ObjectNode answer = Json.object();
        Catalog.NodeType.ALL.forEach(type -> answer.withArrayProperty("node_types")
                .addObject()
                .put("node_type_id", type.id())
                .put("instance_type_id", type.id())
                .put("description", type.id())
                .put("category", "General Purpose")
                .put("num_cores", (float) type.cores())
                .put("memory_mb", type.memoryMegabytes())
                .put("is_deprecated", false)
                .put("is_graviton", type.graviton())
                .put("support_cluster_tags", true));
        return answer;
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
