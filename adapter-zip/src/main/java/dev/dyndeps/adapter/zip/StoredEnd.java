package dev.dyndeps.adapter.zip;

import java.nio.ByteBuffer;

/**
 * The end record of a zip that is being written (APPNOTE 4.3.16).
 *
 * @param entries how many there are
 * @param directory where the central directory begins
 * @param size of the central directory
 */
record StoredEnd(int entries, long directory, int size) {
    private static final int SIGNATURE = 0x06054b50;

    void write(ByteBuffer into) {
        into.putInt(SIGNATURE)
                .putInt(0) // disks
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(size)
                .putInt((int) directory)
                .putShort((short) 0); // comment
    }
}
