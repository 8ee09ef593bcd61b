package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.ArtifactStore.Stat;
import dev.dyndeps.port.Machine;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Removes the folders of runs that nobody works in any more: those whose marker names this user and a process that has ended,
 * or that cannot be looked at from here and is old. What has no marker of ours is never touched.
 */
public final class CleanUpRuns {
    private final ArtifactStore store;
    private final Machine machine;
    private final Workspaces workspaces;

    public CleanUpRuns(ArtifactStore store, Machine machine, Workspaces workspaces) {
        this.store = store;
        this.machine = machine;
        this.workspaces = workspaces;
    }

    /**
     * @param base where the runs are, at {@code BASE/runs}
     * @param olderThan a run that is older than this counts as ended if its process cannot be looked at
     * @param dryRun whether nothing is removed
     */
    public record Request(StorePath base, Duration olderThan, boolean dryRun) {}

    /** Every folder that was found, and what became of it, sorted by path. */
    public record CleanedUp(ImmutableList<Run> runs) {}

    /** @param reason one clause that says why */
    public record Run(StorePath folder, Fate fate, String reason) {}

    /** What became of a run's folder. */
    public enum Fate {
        REMOVED,
        WOULD_REMOVE,
        KEPT
    }

    public CleanedUp run(Request request) {
        try (Workspace workspace = workspaces.open()) {
            return new CleanedUp(store.list(RunPaths.runs(request.base())).stream()
                    .filter(Stat::folder)
                    .map(stat -> judge(stat, request, workspace.folder()))
                    .collect(ImmutableList.toImmutableList()));
        }
    }

    private Run judge(Stat stat, Request request, Path folder) {
        Optional<RunMarker> marker = marker(stat.path(), request.base(), folder);
        if (marker.isEmpty()) {
            return new Run(stat.path(), Fate.KEPT, "no run of ours: it has no marker");
        }
        RunMarker.Owner owner = marker.get().owner();
        if (!owner.user().equals(machine.owner().user())) {
            return new Run(stat.path(), Fate.KEPT, "it belongs to " + owner.user());
        }
        boolean elsewhere = !owner.host().equals(machine.owner().host());
        boolean old = machine.now() - owner.started() > request.olderThan().toMillis();
        if (elsewhere ? !old : machine.mayBeAlive(owner)) {
            return new Run(
                    stat.path(),
                    Fate.KEPT,
                    elsewhere
                            ? "it was started on " + owner.host() + " and is not old enough"
                            : "process " + owner.pid() + " works in it");
        }
        String reason = elsewhere ? "it is old" : "its process " + owner.pid() + " has ended";
        if (request.dryRun()) {
            return new Run(stat.path(), Fate.WOULD_REMOVE, reason);
        }
        store.delete(stat.path());
        return new Run(stat.path(), Fate.REMOVED, reason);
    }

    private Optional<RunMarker> marker(StorePath folder, StorePath base, Path temp) {
        try {
            RunPaths paths = new RunPaths(base, new RunId(folder.name()));
            // A UUID can be written in several ways, and only one of them is the folder's name.
            if (!paths.folder().equals(folder) || store.stat(paths.marker()).isEmpty()) {
                return Optional.empty();
            }
            Path copy = temp.resolve(folder.name());
            store.get(paths.marker(), copy);
            // Not readString: what is no text is no marker, and no reason to stop.
            return RunMarker.parse(new String(Files.readAllBytes(copy), StandardCharsets.UTF_8))
                    .filter(marker -> marker.run().equals(paths.run()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a folder of another name
        } catch (UserError e) {
            if (e.code() == Code.INPUT_MISSING) {
                return Optional.empty(); // its own run, or another clean-up, removed it meanwhile
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
