package dev.dyndeps.port;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Writes zips (wheelhouses and the wheels that we make ourselves) exactly as planned: the same plan, the same bytes. */
public interface ArchiveWriter {
    /**
     * Writes {@code plan} to {@code out}: entries in the plan's order, all stored, times fixed, no extra fields, no zip64.
     * Missing folders are made. The file appears whole by one rename, replacing what was there; if anything fails
     * nothing of it is left. No entry is held in memory whole.
     *
     * @return the size and digest of the file
     * @throws UserError ({@code OUTPUT_UNWRITABLE}) if the disk is full or the folder cannot be written to; ({@code
     *     INPUT_MISSING}) if a source cannot be read; ({@code INPUT_CHANGED}) if it has not the size or the CRC-32 of the plan
     */
    Written write(ZipPlan plan, Sources sources, Path out);

    /** What was written. */
    record Written(Path file, long size, HashCode sha256) {}

    /**
     * Gives the bytes that a plan names by key. A file is best opened as a {@link java.io.FileInputStream}: if the plan has
     * its CRC-32, the system copies it, and its bytes do not pass through here twice.
     */
    @FunctionalInterface
    interface Sources {
        InputStream open(String key) throws IOException;
    }
}
