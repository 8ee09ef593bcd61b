package dev.dyndeps.emulator.compute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.http.Routes;

/** Which runtimes and which machines there are. */
public final class ComputeEndpoints implements Endpoints {
    /** Key and name of each runtime that is supported. */
    public static final ImmutableMap<String, String> RUNTIMES = ImmutableMap.of(
            "13.3.x-scala2.12", "13.3 LTS (includes Apache Spark 3.4.1, Scala 2.12)",
            "14.3.x-scala2.12", "14.3 LTS (includes Apache Spark 3.5.0, Scala 2.12)",
            "15.4.x-scala2.12", "15.4 LTS (includes Apache Spark 3.5.0, Scala 2.12)",
            "16.4.x-scala2.12", "16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)",
            "17.3.x-scala2.13", "17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)");

    /** The machines, the service's own order: not by size. */
    public static final ImmutableList<NodeType> NODE_TYPES = ImmutableList.of(
            new NodeType("r5d.large", 16_384, 2, 1, false, false),
            new NodeType("m4.large", 8_192, 2, 0, false, true),
            new NodeType("m5d.large", 8_192, 2, 1, false, false),
            new NodeType("m6gd.large", 8_192, 2, 1, true, false),
            new NodeType("i3.xlarge", 31_232, 4, 1, false, false),
            new NodeType("m5d.xlarge", 16_384, 4, 1, false, false));

    /**
     * A machine.
     *
     * @param graviton whether it runs aarch64 code, and no wheels for x86-64
     */
    public record NodeType(String id, int memoryMb, int cores, int localDisks, boolean graviton, boolean deprecated) {
        private ObjectNode json() {
            ObjectNode json = Json.object()
                    .put("node_type_id", id)
                    .put("instance_type_id", id)
                    .put("description", id)
                    .put("category", "General Purpose")
                    .put("memory_mb", memoryMb)
                    .put("num_cores", (double) cores)
                    .put("num_gpus", 0)
                    .put("is_deprecated", deprecated)
                    .put("is_hidden", false)
                    .put("is_graviton", graviton)
                    .put("support_port_forwarding", true);
            json.putObject("node_instance_type").put("instance_type_id", id).put("local_disks", localDisks);
            json.putObject("node_info").putArray("status");
            return json;
        }
    }

    @Override
    public void register(Routes routes) {
        routes.get("/api/2.1/clusters/spark-versions", call -> {
            ObjectNode answer = Json.object();
            ArrayNode versions = answer.putArray("versions");
            RUNTIMES.forEach((key, name) -> versions.addObject().put("key", key).put("name", name));
            return Answer.json(answer);
        });
        routes.get("/api/2.1/clusters/list-node-types", call -> {
            ObjectNode answer = Json.object();
            ArrayNode types = answer.putArray("node_types");
            NODE_TYPES.forEach(type -> types.add(type.json()));
            return Answer.json(answer);
        });
    }
}
