package dev.dyndeps.port;

import com.google.common.hash.HashCode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps wheels by content, for many processes at once. An entry is whole or not there, whenever a process is killed;
 * one that was damaged on disk is never given out, and is replaced when it is kept again (never deleted before: another
 * process may have mended it meanwhile and be reading it). A cache that cannot be used (full, read-only) behaves as an
 * empty one.
 */
public interface WheelhouseCache {
    /**
     * The wheel of this digest, its content checked, under its own file name; it must not be changed or moved.
     *
     * @param fileName the wheel's file name
     */
    Optional<Path> find(HashCode sha256, String fileName);

    /**
     * Keeps a copy of {@code file} (or a link to it, if the file system can).
     *
     * @return where it is to be read from now on: in the cache, or {@code file} itself if the cache cannot be used
     */
    Path keep(HashCode sha256, Path file);
}
