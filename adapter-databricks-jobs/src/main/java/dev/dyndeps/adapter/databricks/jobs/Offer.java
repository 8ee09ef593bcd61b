package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The runtimes and machines that a workspace offers; both differ by cloud and region. */
final class Offer {
    private static final String CLUSTERS = "/api/2.1/clusters/";

    /** An image of the user's own, which the list does not have. */
    private static final String CUSTOM = "custom:";

    private final Supplier<JsonNode> runtimes;
    private final Supplier<ImmutableList<NodeType>> nodeTypes;

    /** Asks once for each, when it is needed. */
    Offer(Api api) {
        this.runtimes = Suppliers.memoize(() -> api.call(
                        "asking for the runtimes",
                        api.connection().host(),
                        () -> api.get(CLUSTERS + "spark-versions", ImmutableMap.of()))
                .path("versions"));
        this.nodeTypes = Suppliers.memoize(() -> Streams.stream(api.call(
                                "asking for the node types",
                                api.connection().host(),
                                () -> api.get(CLUSTERS + "list-node-types", ImmutableMap.of()))
                        .path("node_types"))
                .map(NodeType::of)
                .collect(ImmutableList.toImmutableList()));
    }

    /**
     * The node type for a job cluster whose overlay leaves that to us; empty if it does not.
     *
     * @throws UserError ({@code OPTION_INVALID}) if the cluster is of a runtime or node type that is not offered
     */
    Optional<String> nodeType(Compute.JobCluster cluster) {
        ObjectNode json = ClusterJson.of(cluster, Optional.empty(), Optional.empty());
        requireRuntime(cluster, json.path("spark_version").asText());
        boolean toChoose = ClusterJson.needsNodeType(cluster);
        ImmutableList<String> wanted = Stream.of("node_type_id", "driver_node_type_id")
                .map(field -> json.path(field).asText())
                .filter(type -> !type.isEmpty())
                .collect(ImmutableList.toImmutableList());
        if (!toChoose && wanted.isEmpty()) {
            return Optional.empty();
        }
        ImmutableList<NodeType> offered = nodeTypes.get();
        wanted.forEach(type -> requireNodeType(type, offered));
        return toChoose ? Optional.of(choose(offered)) : Optional.empty();
    }

    private void requireRuntime(Compute.JobCluster cluster, String version) {
        if (version.startsWith(CUSTOM)) {
            return;
        }
        JsonNode versions = runtimes.get();
        if (Streams.stream(versions)
                .noneMatch(offered -> offered.path("key").asText().equals(version))) {
            String longTerm = Streams.stream(versions)
                    .filter(offered -> offered.path("name").asText().matches("\\d+(\\.\\d+)? LTS \\(.*"))
                    .map(offered -> offered.path("key").asText())
                    .sorted()
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("none");
            throw new UserError(
                    Code.OPTION_INVALID,
                    version.equals(cluster.sparkVersion()) ? "--target" : "--cluster-spec",
                    "the workspace has no runtime " + version,
                    "Choose one of those it supports for long: " + longTerm);
        }
    }

    private String choose(ImmutableList<NodeType> offered) {
        return NodeType.smallestSensible(offered)
                .map(NodeType::id)
                .orElseThrow(() -> new UserError(
                        Code.OPTION_INVALID,
                        "--cluster-spec",
                        "the workspace has no node type of its own to choose from",
                        "Give a file with a node_type_id, an instance_pool_id or a policy_id"));
    }

    private static void requireNodeType(String type, ImmutableList<NodeType> offered) {
        if (offered.stream().noneMatch(one -> one.id().equals(type))) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    "--cluster-spec",
                    "the workspace has no node type " + type,
                    NodeType.smallestSensible(offered)
                            .map(one -> "Leave it out, or choose another one such as " + one.id())
                            .orElse("See: databricks clusters list-node-types"));
        }
    }
}
