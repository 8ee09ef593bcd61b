package dev.dyndeps.adapter.dbfs;

import com.databricks.sdk.core.DatabricksException;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.ArtifactStore.Stat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What one of the service's storage APIs can do. Each call may be repeated, and is by its caller where that helps; the SDK's exceptions go through, so that the
 * caller decides what they mean.
 */
interface RemoteFiles {
    /** What is there; empty if nothing is. */
    Optional<Stat> stat(Place place);

    /** What is directly in the folder, sorted by path; empty if there is no such folder. */
    ImmutableList<Stat> list(Place folder);

    /** Makes a folder and those above it; one that is there is fine. */
    void makeFolder(Place folder);

    /**
     * Puts a file whose folder is there; it appears whole, and in place of a file that is there.
     *
     * @throws DatabricksException also if another number of bytes arrived
     */
    void put(LocalFile file, Place place);

    /**
     * Copies a file from its start to its end.
     *
     * @return false if there is no such file
     * @throws DatabricksException if it ends early, or changed meanwhile
     * @throws IOException if {@code out} cannot be written
     */
    boolean get(Place place, OutputStream out) throws IOException;

    /** Deletes a file or a folder with all that is in it; repeats by itself what may well succeed a little later. */
    void delete(Stat what, Place place);
}
