package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ContainerEntry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The content of an entry; what the headers claim of it is checked against the bytes that really come. */
final class EntryStream extends InputStream {
    private static final int STORED = 0;
    private static final int BUFFER = 1 << 16;

    private final ContainerEntry entry;
    private final Inflater inflater = new Inflater(true);
    private final InputStream content;
    private final CRC32 crc = new CRC32();
    private long count;

    EntryStream(FileBytes file, ContainerEntry entry) {
        this.entry = entry;
        long size = entry.header().packedSize();
        InputStream packed = new SliceStream(file, entry.dataOffset(), size);
        this.content = isStored() ? packed : new InflaterInputStream(packed, inflater, buffer(size));
    }

    /** Most entries are small, and there are many. */
    private static int buffer(long size) {
        return (int) Math.max(1, Math.min(BUFFER, size));
    }

    private boolean isStored() {
        return entry.header().method() == STORED;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        int n = readSome(into, offset, length);
        if (n < 0) {
            checkEnd();
            return -1;
        }
        crc.update(into, offset, n);
        count += n;
        if (count > entry.header().size()) {
            throw mismatch("it unpacks to more than the " + entry.header().size() + " bytes that it claims");
        }
        return n;
    }

    private int readSome(byte[] into, int offset, int length) throws IOException {
        try {
            return content.read(into, offset, length);
        } catch (ZipException e) {
            throw mismatch("its data is damaged (" + e.getMessage() + ")");
        } catch (EOFException e) {
            throw mismatch("its data is cut off");
        }
    }

    private void checkEnd() {
        if (count != entry.header().size()) {
            throw mismatch("it unpacks to " + count + " bytes and claims "
                    + entry.header().size());
        }
        if (!isStored()
                && (!inflater.finished()
                        || inflater.getBytesRead() != entry.header().packedSize())) {
            throw mismatch("its data ends before the bytes that belong to it");
        }
        if (crc.getValue() != entry.header().crc()) {
            throw mismatch("its content has another CRC than it claims");
        }
    }

    private UserError mismatch(String what) {
        return new UserError(
                Code.ZIP_HEADER_MISMATCH,
                entry.shownName(),
                what,
                "The archive is damaged or was tampered with; make it again, or fetch it again");
    }

    @Override
    public void close() throws IOException {
        content.close();
        inflater.end();
    }
}
