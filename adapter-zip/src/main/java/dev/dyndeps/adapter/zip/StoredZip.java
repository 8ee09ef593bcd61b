package dev.dyndeps.adapter.zip;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter.Sources;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * A zip file that is being written. A file whose CRC-32 is known is copied by the system and its bytes are looked at once,
 * behind the copying; of anything else the CRC is put into the header when the content has gone by.
 */
final class StoredZip implements Closeable {
    private static final int BUFFER = 1 << 18;

    private final WrittenFile file;
    private final List<StoredEntry> entries = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER];

    private StoredZip(WrittenFile file) {
        this.file = file;
    }

    static StoredZip create(Path file) throws IOException {
        return new StoredZip(WrittenFile.create(file));
    }

    void add(ZipPlan.Entry entry, Sources sources) throws IOException {
        long offset = file.position();
        if (entry instanceof ZipPlan.Content content) {
            entries.add(add(content, offset, sources));
        } else {
            byte[] bytes =
                    entry instanceof ZipPlan.Text text ? text.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
            entries.add(header(StoredEntry.of(entry, StoredEntry.crc(bytes), offset)));
            file.write(bytes, bytes.length);
        }
    }

    private StoredEntry header(StoredEntry entry) throws IOException {
        file.write(entry.localSize(), entry::writeLocal);
        return entry;
    }

    private StoredEntry add(ZipPlan.Content content, long offset, Sources sources) throws IOException {
        try (InputStream in = open(content, sources)) {
            OptionalLong known = content.crc32();
            StoredEntry entry = header(StoredEntry.of(content, known.orElse(0), offset));
            if (in instanceof FileInputStream source && known.isPresent()) {
                transfer(source.getChannel(), content, entry);
                return entry;
            }
            long crc = copy(in, content);
            if (known.isPresent() && known.getAsLong() != crc) {
                throw changed(content, "its bytes are not those it had");
            }
            file.put(offset + StoredEntry.CRC_AT, (int) crc);
            return entry.withCrc(crc);
        }
    }

    private void transfer(FileChannel source, ZipPlan.Content content, StoredEntry entry) throws IOException {
        checkSize(content, source.size());
        long copied = file.transfer(source, content.size());
        checkSize(content, copied);
        file.expect(entry.crc(), () -> changed(content, "its bytes are not those it had"));
    }

    private long copy(InputStream in, ZipPlan.Content content) throws IOException {
        CRC32 crc = new CRC32();
        long copied = 0;
        for (int n = read(in, content.key()); n >= 0; n = read(in, content.key())) {
            crc.update(buffer, 0, n);
            file.write(buffer, n);
            copied += n;
        }
        checkSize(content, copied);
        return crc.getValue();
    }

    private static void checkSize(ZipPlan.Content content, long actual) {
        if (actual != content.size()) {
            throw changed(content, "it has " + actual + " bytes and had " + content.size());
        }
    }

    private static UserError changed(ZipPlan.Content content, String what) {
        return new UserError(
                Code.INPUT_CHANGED,
                content.key(),
                what + " when it was looked at",
                "Run the command again while nothing changes the file");
    }

    private static InputStream open(ZipPlan.Content content, Sources sources) {
        try {
            return sources.open(content.key());
        } catch (IOException e) {
            throw unreadable(content.key(), e);
        }
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

    /** Writes the central directory and the end record, and tells the digest of it all. */
    HashCode finish() throws IOException {
        long directory = file.position();
        for (StoredEntry entry : entries) {
            file.write(entry.centralSize(), entry::writeCentral);
        }
        StoredEnd end = new StoredEnd(entries.size(), directory, (int) (file.position() - directory));
        file.write(PlannedSize.END, end::write);
        return file.finish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
