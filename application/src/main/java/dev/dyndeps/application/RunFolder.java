package dev.dyndeps.application;

import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.ArtifactStore.Stat;

/** The removal of a run's folder. */
final class RunFolder {
    private RunFolder() {}

    /**
     * Removes the folder, its marker last: what is left of a removal that was stopped half-way still says whose it is, so the
     * next one finds it.
     */
    static void remove(ArtifactStore store, RunPaths paths) {
        for (Stat stat : store.list(paths.folder())) {
            StorePath path = stat.path();
            if (!path.equals(paths.marker())) {
                store.delete(path);
            }
        }
        store.delete(paths.folder());
    }
}
