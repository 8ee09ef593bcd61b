package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.StorePath;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that outlive a process and that all tasks of a run can reach: a folder, a Volume, DBFS.
 *
 * <p>Atomic: a file put is there whole or not at all, whatever happens to the process. Not atomic: the deletion of a
 * folder, which may stop half-way and is repeated. Nothing is cached; what one caller put, the next one sees.
 */
public interface ArtifactStore {
    /**
     * Puts a file; folders on the way are made. What is there under this path already is replaced, unless it has the
     * same size and digest: then nothing is sent.
     *
     * @throws UserError ({@code INPUT_MISSING}, {@code INPUT_CHANGED}) if there is no such file, or its content is not
     *     that of the digest; ({@code OUTPUT_UNWRITABLE}) if the store cannot be written to
     * @throws RemoteError if the store is elsewhere and cannot be reached
     */
    Put put(Path file, HashCode sha256, StorePath path);

    /** Whether a file was sent or was there before. */
    enum Put {
        SENT,
        ALREADY_THERE
    }

    /**
     * Copies a file from the store; it appears whole by one rename, its bytes counted against the store's size.
     *
     * @throws UserError ({@code INPUT_MISSING}) if there is no such file; ({@code OUTPUT_UNWRITABLE}) if it cannot be
     *     written here
     */
    void get(StorePath path, Path into);

    /** What is at the path; empty if nothing is. */
    Optional<Stat> stat(StorePath path);

    /** What is directly in the folder, sorted by path; empty if there is no such folder. */
    ImmutableList<Stat> list(StorePath folder);

    /**
     * Deletes a file, or a folder with all that is in it. What is gone already, or goes meanwhile, is no error.
     *
     * @throws UserError ({@code OUTPUT_UNWRITABLE}) if something of it may not be deleted
     */
    Deletion delete(StorePath path);

    /** Whether there was something to delete. */
    enum Deletion {
        DELETED,
        WAS_NOT_THERE
    }

    /**
     * @param size in bytes; 0 for folders
     * @param modifiedMillis milliseconds since 1970; 0 where the store does not tell
     */
    record Stat(StorePath path, boolean folder, long size, long modifiedMillis) {}
}
