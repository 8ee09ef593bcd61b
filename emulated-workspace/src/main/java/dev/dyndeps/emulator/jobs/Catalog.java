package dev.dyndeps.emulator.jobs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.compute.ComputeEndpoints;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.ComputeCatalog;
import java.util.Optional;

/**
 * What the workspace lists is what jobs may ask for.
 *
 * @param clusters all-purpose clusters by their ids; always running
 */
record Catalog(ImmutableMap<String, ClusterSpec> clusters) implements ComputeCatalog {
    @Override
    public boolean hasSparkVersion(String version) {
        return ComputeEndpoints.RUNTIMES.containsKey(version);
    }

    @Override
    public ImmutableList<String> nodeTypes() {
        return ComputeEndpoints.NODE_TYPES.stream()
                .map(ComputeEndpoints.NodeType::id)
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public Optional<ClusterSpec> cluster(String id) {
        return Optional.ofNullable(clusters.get(id));
    }
}
