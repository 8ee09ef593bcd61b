package dev.dyndeps.port;

import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import java.io.IOException;
import java.io.InputStream;

/** Looks into source distributions; nothing of them is unpacked. */
@FunctionalInterface
public interface SourceDistributions {
    /**
     * Whether a file is a source distribution: an archive that holds {@code name-version/PKG-INFO} (source distribution
     * format). One that cannot be read is none.
     *
     * @param fileName {@code name-version.tar.gz} or {@code name-version.zip}
     * @param content its bytes; read as far as needed, not closed
     * @param limits how much of it may be unpacked to find out
     * @throws UserError ({@code ZIP_BOMB}) if that is not enough
     * @throws IOException if {@code content} cannot be read
     */
    boolean hasPkgInfo(String fileName, InputStream content, ArchiveLimits limits) throws IOException;
}
