package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.jobs.model.Compute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The clusters that are up for runs, of which there may be so many at once. Who asks first gets the next one. An
 * all-purpose cluster and serverless compute are always there. Guarded by the lock of {@link Runs}.
 */
final class Clusters {
    private final int slots;
    private final JobFaults faults;
    private final LongSupplier ids;
    private final Map<Key, Lease> leases = new LinkedHashMap<>();

    private record Key(long runId, String name) {}

    private record Lease(String clusterId, boolean up) {}

    Clusters(int slots, JobFaults faults, LongSupplier ids) {
        this.slots = slots;
        this.faults = faults;
        this.ids = ids;
    }

    /** The id of the compute for a task, asked for if need be; empty while it is not there. */
    Optional<String> get(Run run, TaskRun task) {
        if (task.spec.compute() instanceof Compute.ExistingCluster existing) {
            return Optional.of(existing.id());
        }
        if (task.spec.compute() instanceof Compute.Serverless) {
            return Optional.of("serverless-" + run.id);
        }
        Key key = key(run, task);
        if (!leases.containsKey(key) && leases.size() < slots) {
            leases.put(key, new Lease("emulated-" + ids.getAsLong(), !faults.takeClusterNeverStarts()));
        }
        return Optional.ofNullable(leases.get(key)).filter(Lease::up).map(Lease::clusterId);
    }

    private static Key key(Run run, TaskRun task) {
        return task.spec.compute() instanceof Compute.JobCluster shared
                ? new Key(run.id, "job cluster " + shared.key())
                : new Key(run.id, "task " + task.spec.key());
    }

    /** Ends the clusters of the run that no task of it will use any more, and says which. */
    ImmutableList<String> release(Run run) {
        ImmutableList<Key> needed = run.tasks().stream()
                .filter(task -> !task.hasEnded())
                .map(task -> key(run, task))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Key> over = leases.keySet().stream()
                .filter(key -> key.runId() == run.id && !needed.contains(key))
                .collect(ImmutableList.toImmutableList());
        return over.stream()
                .flatMap(key -> Optional.ofNullable(leases.remove(key)).stream())
                .map(Lease::clusterId)
                .collect(ImmutableList.toImmutableList());
    }
}
