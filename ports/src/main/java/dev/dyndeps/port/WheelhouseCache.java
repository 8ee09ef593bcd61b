package dev.dyndeps.port;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter.Written;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps what it takes to make a wheelhouse again, byte by byte, without looking into anything, for many processes at once.
 * As sound as a {@link WheelCache} at any moment. The wheels themselves need not be kept a second time.
 */
public interface WheelhouseCache {
    /**
     * The wheelhouse that was kept under this key.
     *
     * @param folder a folder of the caller's, where what it takes may be put for as long as it is needed
     * @return empty if none was kept, or one of its wheels is not kept any more
     */
    Optional<KeptWheelhouse> find(HashCode key, Path folder);

    /**
     * Keeps a wheelhouse whose wheels are in the {@link WheelCache}.
     *
     * @param key names all that the wheelhouse follows from
     * @param plan what was written; a content's key is the SHA-256 of a wheel
     */
    void keep(HashCode key, Manifest manifest, ZipPlan plan, Written written);

    /** A wheelhouse that can be made again. */
    interface KeptWheelhouse {
        Manifest manifest();

        /**
         * Makes it once more. The file appears whole by one rename, replacing what was there; missing folders are made.
         * If anything fails nothing of it is left.
         *
         * @throws UserError ({@code OUTPUT_UNWRITABLE}) if the disk is full or the folder cannot be written to
         * @throws Interrupted if this thread is interrupted
         */
        Written write(Path out);
    }
}
