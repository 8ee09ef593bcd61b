package dev.dyndeps.port;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps wheels by content, with what was found when they were read, for many processes at once. An entry is whole or not
 * there, whenever a process is killed; one that was damaged on disk is never given out, and is replaced when it is kept
 * again (never deleted before: another process may have mended it meanwhile and be reading it). A cache that cannot be
 * used (full, read-only) behaves as an empty one.
 */
public interface WheelCache {
    /**
     * The wheel of this digest. It is given as a file of the caller's, in a folder of its own below {@code folder}, and
     * stays whatever becomes of the cache meanwhile; only where the file system has no links is it the cache's own. It
     * must not be written to.
     *
     * @param fileName the wheel's file name
     * @param folder a folder of the caller's, made if missing
     */
    Optional<KeptWheel> find(HashCode sha256, String fileName, Path folder);

    /**
     * Keeps a wheel that was read: a copy of the file, or a link to it, so it must not be written to from now on.
     *
     * @param contents what {@link WheelReader#read} found in this very file
     */
    void keep(Path wheel, WheelContents contents);

    /** A wheel, and what is in it, without a look at it. */
    record KeptWheel(Path file, WheelContents contents) {}
}
