package dev.dyndeps.emulator.jobs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.ComputeCatalog;
import java.util.Optional;

/**
 * The compute of an emulated workspace: the LTS runtimes whose Python we know, a few node types as they are called on
 * AWS, and all-purpose clusters.
 *
 * @param clusters by their ids; always running
 */
public record Catalog(ImmutableMap<String, ClusterSpec> clusters) implements ComputeCatalog {
    /** By key, what people call them. */
    static final ImmutableMap<String, String> SPARK_VERSIONS = ImmutableMap.<String, String>builder()
            .put("13.3.x-scala2.12", "13.3 LTS (includes Apache Spark 3.4.1, Scala 2.12)")
            .put("14.3.x-scala2.12", "14.3 LTS (includes Apache Spark 3.5.0, Scala 2.12)")
            .put("15.4.x-scala2.12", "15.4 LTS (includes Apache Spark 3.5.0, Scala 2.12)")
            .put("16.4.x-scala2.12", "16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)")
            .put("16.4.x-scala2.13", "16.4 LTS (includes Apache Spark 3.5.2, Scala 2.13)")
            .put("17.3.x-scala2.13", "17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)")
            .put("18.0.x-scala2.13", "18 LTS (includes Apache Spark 4.1.0, Scala 2.13)")
            .buildOrThrow();

    @Override
    public boolean hasSparkVersion(String version) {
        return SPARK_VERSIONS.containsKey(version);
    }

    @Override
    public ImmutableList<String> nodeTypes() {
        return NodeType.ALL.stream().map(NodeType::id).collect(ImmutableList.toImmutableList());
    }

    @Override
    public Optional<ClusterSpec> cluster(String id) {
        return Optional.ofNullable(clusters.get(id));
    }

    /** A kind of machine. */
    record NodeType(String id, int cores, int memoryMegabytes, boolean graviton) {
        static final ImmutableList<NodeType> ALL = ImmutableList.of(
                new NodeType("m5d.large", 2, 8_192, false),
                new NodeType("m6gd.large", 2, 8_192, true),
                new NodeType("i3.xlarge", 4, 31_232, false),
                new NodeType("m5d.xlarge", 4, 16_384, false));
    }
}
