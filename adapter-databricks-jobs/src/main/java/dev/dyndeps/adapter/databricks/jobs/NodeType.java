package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of machine.
 *
 * @param ordinary neither deprecated, hidden or unavailable, nor with a GPU, nor of another processor than wheelhouses are
 *     built for
 * @param localDisk whether it has a disk of its own; one without needs volumes to be ordered with it
 */
record NodeType(String id, double cores, long memoryMegabytes, boolean localDisk, boolean ordinary) {
    /** Less than this and Spark has hardly room for a task beside itself. */
    private static final double FEWEST_CORES = 4;

    private static final long LEAST_MEGABYTES = 14_000;

    private static final Comparator<NodeType> CHEAP_FIRST = Comparator.comparing((NodeType type) -> !type.localDisk)
            .thenComparing(NodeType::cores)
            .thenComparing(NodeType::memoryMegabytes)
            .thenComparing(NodeType::id);

    static NodeType of(JsonNode json) {
        boolean unusual = json.path("is_deprecated").asBoolean()
                || json.path("is_hidden").asBoolean()
                || json.path("is_graviton").asBoolean()
                || json.path("num_gpus").asLong() > 0
                || !json.path("node_info").path("status").isEmpty();
        JsonNode disks = json.path("node_instance_type");
        return new NodeType(
                json.path("node_type_id").asText(),
                json.path("num_cores").asDouble(),
                json.path("memory_mb").asLong(),
                disks.path("local_disks").asLong() > 0
                        || disks.path("local_nvme_disks").asLong() > 0,
                !unusual);
    }

    /** The smallest that Spark has room on, with a disk of its own if there is such a one. */
    static Optional<NodeType> smallestSensible(List<NodeType> offered) {
        ImmutableList<NodeType> ordinary =
                offered.stream().filter(NodeType::ordinary).collect(ImmutableList.toImmutableList());
        Stream<NodeType> roomy =
                ordinary.stream().filter(type -> type.cores >= FEWEST_CORES && type.memoryMegabytes >= LEAST_MEGABYTES);
        return Streams.concat(roomy.sorted(CHEAP_FIRST), ordinary.stream().sorted(CHEAP_FIRST.reversed()))
                .findFirst();
    }
}
