package dev.dyndeps.port;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveListing;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.SmallFiles;
import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * An input whose container passed its checks. The listing and every read go through one parser, so that what was
 * checked is what is read. Not safe for several threads.
 *
 * <p>A read of a file whose bytes contradict its declared size or CRC throws {@link UserError}
 * ({@code ZIP_HEADER_MISMATCH}, {@code ZIP_BOMB}) at the latest when its end is reached.
 */
public interface DependencyArchive extends SmallFiles, Closeable {
    /** The files, sorted by path. The same object at every call. */
    ArchiveListing listing();

    /**
     * The SHA-256 of the input: of the bytes of a file; of a folder, of its files' paths, modes and contents in order.
     */
    HashCode digest();

    /** The whole content of one file of the listing; the caller closes it. */
    InputStream open(ArchivePath file);

    /**
     * Writes everything below {@code folder} (or {@code folder} itself, if it is a file) below {@code into}, with paths
     * relative to {@code folder} (a file keeps its name). Execute bits are kept, times are not.
     *
     * @param into a folder, made if missing
     */
    void extract(ArchivePath folder, Path into);

    @Override
    void close();
}
