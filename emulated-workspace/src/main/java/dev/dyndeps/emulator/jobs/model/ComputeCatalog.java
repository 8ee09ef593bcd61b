package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** The compute that the workspace offers. */
public interface ComputeCatalog {
    boolean hasSparkVersion(String version);

    ImmutableList<String> nodeTypes();

    default boolean hasNodeType(String type) {
        return nodeTypes().contains(type);
    }

    /** An all-purpose cluster that is there already; empty if none has this id. */
    Optional<ClusterSpec> cluster(String id);
}
