package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.nio.file.Path;

/** Brings wheels to this machine. */
public interface WheelFetcher {
    /**
     * Says that a fetch may follow. What it needs before the first byte is made ready while the caller waits for something
     * else; this returns at once, and fails at nothing.
     */
    default void prepare() {}

    /**
     * Fetches wheels by URL and tells of each as soon as it is here. It returns when all are here and heard of. Where it
     * throws, nothing half-written is left in the folder, and nobody writes to it any more; whole files may be left.
     *
     * @param wheels what to fetch, from an index or, by a {@code file:} URL, from a folder
     * @param into a folder of the caller's where files may be put; it is made if it is not there
     * @param progress hears of bytes where their number is known, and of wheels otherwise
     * @throws RemoteError if one cannot be had
     * @throws UserError ({@code LOCK_MISMATCH}) if a file has another digest, or another size, than was asked for;
     *     ({@code OUTPUT_UNWRITABLE}) if the folder cannot be written to, or the disk is full
     * @throws Interrupted if this thread is interrupted
     */
    void fetch(ImmutableList<ResolvedWheel> wheels, Path into, Arrivals arrivals, ProgressListener progress);

    /** Hears of each wheel as soon as it is here. */
    @FunctionalInterface
    interface Arrivals {
        /**
         * Called once for each digest that was asked for, by any thread, several at once. What it throws ends the fetch and
         * is thrown on.
         *
         * @param digests those of the file, computed while it came
         * @param file whole, checked against its digest, under the wheel's file name; it must not be changed or moved
         */
        void arrived(Digests digests, Path file);
    }
}
