package dev.dyndeps.adapter.dbfs;

import com.google.common.base.Splitter;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Artifacts in a Databricks workspace: in a Volume ({@code /Volumes/CATALOG/SCHEMA/VOLUME/…}, also after {@code dbfs:}) by
 * the Files API, or in DBFS ({@code dbfs:/…}).
 *
 * <p>Files of any size that the service takes are sent and fetched in constant memory. What is sent is read once for its
 * digest, once on its way; the size is compared afterwards. A file of the same size is taken for the same one if its path
 * carries the digest, which is what content-addressed paths are for: who loads it checks the digest. In another place it is
 * read and compared.
 *
 * <p>In a Volume a file is there whole or not at all, and is replaced at once. In DBFS, too, except for the moment of a
 * replacement; see {@code DbfsFiles}. DBFS can be written by everybody in the workspace.
 *
 * <p>Nothing is asked of the workspace before a method is called. Used by many threads at once.
 */
public final class WorkspaceStore implements ArtifactStore {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final ProgressListener listener;
    private final Supplier<RemoteStore> volumes;
    private final Supplier<RemoteStore> dbfs;

    /** @param listener hears how far a file is on its way, and of attempts that are made again */
    public WorkspaceStore(WorkspaceConnection connection, ProgressListener listener) {
        this(connection, listener, FIRST_WAIT);
    }

    WorkspaceStore(WorkspaceConnection connection, ProgressListener listener, Duration firstWait) {
        Retries retries = new Retries(firstWait, listener);
        this.listener = listener;
        this.volumes = Suppliers.memoize(
                () -> new RemoteStore(connection, new VolumeFiles(connection.client(), retries), retries));
        this.dbfs = Suppliers.memoize(
                () -> new RemoteStore(connection, new DbfsFiles(connection.client(), retries), retries));
    }

    @Override
    public Put put(Path file, HashCode sha256, StorePath path) {
        Place place = place(path);
        LocalFile local = LocalFile.of(file, sha256, listener);
        return store(path).put(local, place);
    }

    @Override
    public void get(StorePath path, Path into) {
        store(path).get(place(path), into);
    }

    @Override
    public Optional<Stat> stat(StorePath path) {
        return store(path).stat(place(path));
    }

    @Override
    public ImmutableList<Stat> list(StorePath folder) {
        return store(folder).list(place(folder));
    }

    @Override
    public Deletion delete(StorePath path) {
        return store(path).delete(place(path));
    }

    private RemoteStore store(StorePath path) {
        return isInVolume(place(path)) ? volumes.get() : dbfs.get();
    }

    private static boolean isInVolume(Place place) {
        return place.api().equals("/Volumes") || place.api().startsWith("/Volumes/");
    }

    private static Place place(StorePath path) {
        boolean scheme = path.value().startsWith("dbfs:");
        Place place = new Place(path, scheme ? path.value().substring("dbfs:".length()) : path.value());
        boolean known = isInVolume(place)
                ? Splitter.on('/').splitToList(place.api()).size() > 4
                : scheme && !place.api().startsWith("/dbfs/");
        if (!known) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    path.value(),
                    "this is no place of a Databricks workspace that files can be put to",
                    "Give a folder of a Volume, /Volumes/CATALOG/SCHEMA/VOLUME/dyndeps, or of DBFS,"
                            + " dbfs:/FileStore/dyndeps");
        }
        return place;
    }
}
