package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ActiveRuns;
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
 * Removes the folders of runs that nobody works in any more: those whose marker names this user, that no service is working
 * on, and whose process has ended, or cannot be looked at from here and is old. What has no marker of ours is never touched.
 */
public final class CleanUpRuns {
    private final ArtifactStore store;
    private final ActiveRuns activeRuns;
    private final Machine machine;
    private final Workspaces workspaces;

    public CleanUpRuns(ArtifactStore store, ActiveRuns activeRuns, Machine machine, Workspaces workspaces) {
        this.store = store;
        this.activeRuns = activeRuns;
        this.machine = machine;
        this.workspaces = workspaces;
    }

    /**
     * @param base where the runs are, at {@code BASE/runs}
     * @param olderThan a run that is older than this counts as ended if it cannot be looked at
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
            ImmutableList<Stat> folders = store.list(RunPaths.runs(request.base())).stream()
                    .filter(Stat::folder)
                    .collect(ImmutableList.toImmutableList());
            // Asked after the folders were listed: a run that starts now is in neither.
            Optional<ImmutableSet<RunId>> active = folders.isEmpty() ? Optional.empty() : activeRuns.active();
            return new CleanedUp(folders.stream()
                    .map(stat -> clean(stat.path(), request, active, workspace.folder()))
                    .collect(ImmutableList.toImmutableList()));
        }
    }

    private Run clean(StorePath folder, Request request, Optional<ImmutableSet<RunId>> active, Path temp) {
        Optional<RunMarker> marker = marker(folder, request.base(), temp);
        if (marker.isEmpty()) {
            return new Run(folder, Fate.KEPT, "no run of ours: it has no marker");
        }
        Judgement judgement = judge(marker.get(), request, active);
        if (!judgement.ended) {
            return new Run(folder, Fate.KEPT, judgement.reason);
        }
        if (request.dryRun()) {
            return new Run(folder, Fate.WOULD_REMOVE, judgement.reason);
        }
        RunFolder.remove(store, new RunPaths(request.base(), marker.get().run()));
        return new Run(folder, Fate.REMOVED, judgement.reason);
    }

    private Judgement judge(RunMarker marker, Request request, Optional<ImmutableSet<RunId>> active) {
        RunMarker.Owner owner = marker.owner();
        if (!owner.user().equals(machine.owner().user())) {
            return new Judgement(false, "it belongs to " + owner.user());
        }
        if (active.filter(runs -> runs.contains(marker.run())).isPresent()) {
            return new Judgement(false, "the run is active");
        }
        boolean old = machine.now() - owner.started() > request.olderThan().toMillis();
        if (active.isEmpty()) {
            return byAge(old, "whether it is active cannot be asked");
        }
        if (marker.run().isOfDeployedJob()) {
            return new Judgement(true, "the run has ended");
        }
        if (!owner.host().equals(machine.owner().host())) {
            return byAge(old, "it was started on " + owner.host());
        }
        return machine.mayBeAlive(owner)
                ? new Judgement(false, "process " + owner.pid() + " works in it")
                : new Judgement(true, "its process " + owner.pid() + " has ended");
    }

    private static Judgement byAge(boolean old, String why) {
        return new Judgement(old, old ? "it is old" : why + ", and it is not old enough");
    }

    private record Judgement(boolean ended, String reason) {}

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
