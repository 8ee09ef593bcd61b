package dev.dyndeps.domain.archive;

import java.util.Optional;

/**
 * One entry of a zip as its bytes have it, before anything was checked. Names are the raw bytes, one character (0 to
 * 255) for each; sizes and offsets are in bytes.
 *
 * @param header what the central directory says
 * @param externalAttributes the upper half is the unix mode, if the tool that wrote it knew of one
 * @param disk the number of the disk on which it starts
 * @param headerOffset where its local header starts
 * @param local what stands there
 * @param dataOffset where its data starts
 * @param descriptor the data descriptor after the data, if there is one
 * @param end where the data, or the data descriptor, ends
 */
public record ContainerEntry(
        Header header,
        long externalAttributes,
        int disk,
        long headerOffset,
        Header local,
        long dataOffset,
        Optional<Descriptor> descriptor,
        long end) {

    /**
     * The fields that the central directory and the local header have in common (APPNOTE 4.3.7 and 4.3.12), zip64
     * sizes put in.
     *
     * @param unicodeName the name of an Info-ZIP Unicode Path field (0x7075), which some readers prefer
     */
    public record Header(
            String rawName, int flags, int method, long crc, long packedSize, long size, Optional<String> unicodeName) {
        static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
        static final int DESCRIPTOR = 1 << 3;
        static final int PATCH = 1 << 5;
        static final int UTF8 = 1 << 11;

        /** Whether a data descriptor follows the data. */
        public boolean hasDescriptor() {
            return (flags & DESCRIPTOR) != 0;
        }
    }

    /** The CRC and sizes that stand behind the data (APPNOTE 4.3.9). */
    public record Descriptor(long crc, long packedSize, long size) {}

    int unixMode() {
        return (int) (externalAttributes >>> 16) & 0xffff;
    }

    /** The name as it may be shown to a person, whatever its bytes are. */
    public String shownName() {
        return shownName(header.rawName());
    }

    /** A raw name as it may be shown to a person. */
    public static String shownName(String rawName) {
        return EntryName.shown(rawName);
    }
}
