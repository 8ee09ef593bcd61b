package dev.dyndeps.emulator.jobs;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.python.Network;
import dev.dyndeps.emulator.jobs.python.Secrets;
import java.util.Optional;

/**
 * How the jobs of a workspace run.
 *
 * @param slots how many clusters there may be at once; further runs wait for one
 * @param network what tasks can reach
 * @param secrets what {@code {{secrets/SCOPE/KEY}}} in {@code spark_env_vars} stands for
 * @param clusters all-purpose clusters, by their ids
 */
public record JobsOptions(int slots, Network network, Secrets secrets, ImmutableMap<String, ClusterSpec> clusters) {
    /** Two clusters, no network, no secrets, no all-purpose cluster. */
    public static final JobsOptions STANDARD = new JobsOptions(2, Network.none(), Secrets.NONE, ImmutableMap.of());

    public JobsOptions withSlots(int other) {
        return new JobsOptions(other, network, secrets, clusters);
    }

    public JobsOptions withNetwork(Network other) {
        return new JobsOptions(slots, other, secrets, clusters);
    }

    /** With one more secret. */
    public JobsOptions withSecret(String scope, String key, String value) {
        return new JobsOptions(
                slots,
                network,
                new Secrets(ImmutableMap.<String, String>builder()
                        .putAll(secrets.values())
                        .put(scope + "/" + key, value)
                        .buildKeepingLast()),
                clusters);
    }

    /** With one more all-purpose cluster, of one worker, in dedicated access mode. */
    public JobsOptions withCluster(String id, String sparkVersion) {
        return new JobsOptions(
                slots,
                network,
                secrets,
                ImmutableMap.<String, ClusterSpec>builder()
                        .putAll(clusters)
                        .put(id, new ClusterSpec(sparkVersion, 1, ImmutableMap.of(), Optional.of("SINGLE_USER")))
                        .buildKeepingLast());
    }
}
