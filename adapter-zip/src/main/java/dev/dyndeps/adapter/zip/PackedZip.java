package dev.dyndeps.adapter.zip;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDateTime;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A zip of files that is being written: deflated, one fixed time, no extra fields, no entries for folders. What its owner
 * may execute is so in the zip, too. The same files give the same bytes.
 */
public final class PackedZip implements Closeable {
    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;

    /** The earliest that a zip can tell; without a time zone, as zips have it. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final FileChannel channel;
    private final ZipArchiveOutputStream zip;

    private PackedZip(FileChannel channel) {
        this.channel = channel;
        this.zip = new ZipArchiveOutputStream(channel);
        zip.setUseZip64(Zip64Mode.Never);
    }

    /** Begins a zip in a file that must not be there. */
    public static PackedZip create(Path file) throws IOException {
        return new PackedZip(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Adds a file; of a link, what it leads to. */
    public void add(String path, Path file) throws IOException {
        boolean executable = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        begin(path, executable ? EXECUTABLE : FILE);
        Files.copy(file, zip);
        zip.closeArchiveEntry();
    }

    /** Adds a file with these bytes. */
    public void add(String path, byte[] content) throws IOException {
        begin(path, FILE);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    private void begin(String path, int mode) throws IOException {
        ZipArchiveEntry header = new ZipArchiveEntry(path);
        header.setTimeLocal(TIME);
        header.setUnixMode(mode);
        zip.putArchiveEntry(header);
    }

    /** Writes the central directory and closes the file. */
    public void finish() throws IOException {
        zip.finish();
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
