package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableList;

/** Where a task runs. */
public sealed interface Compute {
    /** The fields of a task that say so; exactly one must be there. */
    ImmutableList<String> FIELDS =
            ImmutableList.of("job_cluster_key", "new_cluster", "existing_cluster_id", "environment_key");

    /** A cluster that the tasks of a run share. */
    record JobCluster(String key, ClusterSpec spec) implements Compute {}

    /** A cluster of the task's own. */
    record OwnCluster(ClusterSpec spec) implements Compute {}

    /** An all-purpose cluster that is there already. */
    record ExistingCluster(String id, ClusterSpec spec) implements Compute {}

    /** No cluster at all. */
    record Serverless(EnvironmentSpec environment) implements Compute {}
}
