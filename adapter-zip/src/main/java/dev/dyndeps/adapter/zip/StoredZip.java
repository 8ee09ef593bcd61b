package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter.Sources;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A zip file that is being written: all entries stored, one fixed time, no extra fields. CRCs are put into the headers
 * when the content has gone by, so nothing is read twice and no data descriptor is needed.
 */
final class StoredZip implements Closeable {
    private static final int BUFFER = 1 << 18;
    private static final int FOLDER = 040755;
    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;

    /** The earliest that a zip can tell; without a time zone, as zips have it. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final FileChannel channel;
    private final ZipArchiveOutputStream zip;
    private final byte[] buffer = new byte[BUFFER];

    private StoredZip(FileChannel channel) {
        this.channel = channel;
        this.zip = new ZipArchiveOutputStream(channel);
        zip.setUseZip64(Zip64Mode.Never);
        zip.setEncoding(StandardCharsets.UTF_8.name());
        zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.NEVER);
    }

    static StoredZip create(Path file) throws IOException {
        return new StoredZip(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** How many bytes are written and will not change. */
    long position() throws IOException {
        return channel.position();
    }

    void add(ZipPlan.Entry entry, Sources sources) throws IOException {
        ZipArchiveEntry header = new ZipArchiveEntry(entry.path());
        header.setMethod(ZipEntry.STORED);
        header.setTimeLocal(TIME);
        header.setUnixMode(mode(entry));
        header.setSize(PlannedSize.content(entry));
        zip.putArchiveEntry(header);
        if (entry instanceof ZipPlan.Content content) {
            copy(content, sources);
        } else if (entry instanceof ZipPlan.Text text) {
            copy(new ByteArrayInputStream(text.text().getBytes(StandardCharsets.UTF_8)), text.path());
        }
        zip.closeArchiveEntry();
    }

    private static int mode(ZipPlan.Entry entry) {
        if (entry instanceof ZipPlan.Folder) {
            return FOLDER;
        }
        return entry instanceof ZipPlan.Content content && content.executable() ? EXECUTABLE : FILE;
    }

    private void copy(ZipPlan.Content content, Sources sources) throws IOException {
        long copied;
        try (InputStream in = open(content, sources)) {
            copied = copy(in, content.key());
        }
        if (copied != content.size()) {
            throw new UserError(
                    Code.INPUT_CHANGED,
                    content.key(),
                    "it has " + copied + " bytes and had " + content.size() + " when it was looked at",
                    "Run the command again while nothing changes the file");
        }
    }

    private static InputStream open(ZipPlan.Content content, Sources sources) {
        try {
            return sources.open(content.key());
        } catch (IOException e) {
            throw unreadable(content.key(), e);
        }
    }

    private long copy(InputStream in, String key) throws IOException {
        long copied = 0;
        for (int n = read(in, key); n >= 0; n = read(in, key)) {
            zip.write(buffer, 0, n);
            copied += n;
        }
        return copied;
    }

    private int read(InputStream in, String key) {
        try {
            return in.read(buffer, 0, BUFFER);
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }

    private static UserError unreadable(String key, IOException e) {
        return new UserError(
                Code.INPUT_MISSING,
                key,
                "it cannot be read (" + e.getMessage() + ")",
                "Run the command again; if it fails again, remove the cache");
    }

    /** Writes the central directory. */
    void finish() throws IOException {
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
