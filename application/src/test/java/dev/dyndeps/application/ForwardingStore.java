package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import java.nio.file.Path;
import java.util.Optional;

/** Does what another store does, for tests that let one method do otherwise. */
abstract class ForwardingStore implements ArtifactStore {
    private final ArtifactStore store;

    ForwardingStore(ArtifactStore store) {
        this.store = store;
    }

    @Override
    public Put put(Path file, HashCode sha256, StorePath path) {
        return store.put(file, sha256, path);
    }

    @Override
    public void get(StorePath path, Path into) {
        store.get(path, into);
    }

    @Override
    public Optional<Stat> stat(StorePath path) {
        return store.stat(path);
    }

    @Override
    public ImmutableList<Stat> list(StorePath folder) {
        return store.list(folder);
    }

    @Override
    public Deletion delete(StorePath path) {
        return store.delete(path);
    }
}
