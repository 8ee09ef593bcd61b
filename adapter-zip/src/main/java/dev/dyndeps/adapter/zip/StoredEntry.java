package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.wheelhouse.ZipPlan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * What is said of one entry of a zip that is being written, before its content and again in the central directory
 * (APPNOTE 4.3.7, 4.3.12): stored, one fixed time, no extra fields.
 *
 * @param name as it is in the plan; a folder's ends with a slash
 * @param mode of Unix
 * @param crc the CRC-32 of the content
 * @param size of the content
 * @param offset where the entry begins
 */
record StoredEntry(String name, int mode, long crc, long size, long offset) {
    /** Where the CRC-32 stands in a local header. */
    static final int CRC_AT = 14;

    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;

    private static final short MADE_ON_UNIX = 3 << 8 | 20;
    private static final short NEEDS_1_0 = 10;
    private static final short UTF_8 = 1 << 11;
    private static final short STORED = 0;
    private static final short MIDNIGHT = 0;

    /** The first of January 1980, the earliest that a zip can tell. */
    private static final short DATE = 1 << 5 | 1;

    private static final int FOLDER = 040755;
    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;
    private static final int DOS_FOLDER = 0x10;

    static StoredEntry of(ZipPlan.Entry entry, long crc, long offset) {
        return new StoredEntry(entry.path(), mode(entry), crc, PlannedSize.content(entry), offset);
    }

    static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static int mode(ZipPlan.Entry entry) {
        if (entry instanceof ZipPlan.Folder) {
            return FOLDER;
        }
        return entry instanceof ZipPlan.Content content && content.executable() ? EXECUTABLE : FILE;
    }

    StoredEntry withCrc(long known) {
        return new StoredEntry(name, mode, known, size, offset);
    }

    private byte[] utf8() {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    int localSize() {
        return LOCAL_SIZE + utf8().length;
    }

    int centralSize() {
        return CENTRAL_SIZE + utf8().length;
    }

    void writeLocal(ByteBuffer into) {
        common(into.putInt(LOCAL)).put(utf8());
    }

    void writeCentral(ByteBuffer into) {
        common(into.putInt(CENTRAL).putShort(MADE_ON_UNIX))
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(mode << 16 | (mode == FOLDER ? DOS_FOLDER : 0))
                .putInt((int) offset)
                .put(utf8());
    }

    /** The same in both. */
    private ByteBuffer common(ByteBuffer into) {
        return into.putShort(NEEDS_1_0)
                .putShort(UTF_8)
                .putShort(STORED)
                .putShort(MIDNIGHT)
                .putShort(DATE)
                .putInt((int) crc)
                .putInt((int) size)
                .putInt((int) size)
                .putShort((short) utf8().length)
                .putShort((short) 0);
    }
}
