package dev.dyndeps.adapter.zip;

import static dev.dyndeps.domain.archive.ContainerRules.malformed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The extra fields that change what an entry is: zip64 sizes and offset (APPNOTE 4.5.3) and the Info-ZIP Unicode Path
 * (4.6.9).
 *
 * @param zip64 the content of the zip64 field
 * @param unicodeName the name in the Unicode Path field, one character for each byte
 */
record ExtraFields(Optional<ByteBuffer> zip64, Optional<String> unicodeName) {
    private static final int ZIP64 = 0x0001;
    private static final int UNICODE_PATH = 0x7075;
    private static final int NAME_OFFSET = 5;

    /** @param extra the fields; fewer than four bytes left over are padding */
    static ExtraFields parse(ByteBuffer extra, String entry) {
        Optional<ByteBuffer> zip64 = Optional.empty();
        Optional<String> unicodeName = Optional.empty();
        while (extra.remaining() >= 4) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            if (length > extra.remaining()) {
                throw malformed(entry, "an extra field of the entry is longer than the room for it");
            }
            ByteBuffer field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            extra.position(extra.position() + length);
            if (id == ZIP64) {
                zip64 = once(zip64, field, entry);
            } else if (id == UNICODE_PATH && length > NAME_OFFSET) {
                unicodeName = once(unicodeName, RawNames.of(field.position(NAME_OFFSET), length - NAME_OFFSET), entry);
            }
        }
        return new ExtraFields(zip64, unicodeName);
    }

    private static <T> Optional<T> once(Optional<T> before, T field, String entry) {
        if (before.isPresent()) {
            throw malformed(entry, "an extra field of the entry is there twice");
        }
        return Optional.of(field);
    }

    /** The next 64-bit value of the zip64 field if the 32-bit one only says that it is there. */
    long wide(long narrow, String entry) {
        if (narrow != 0xffffffffL || zip64.isEmpty()) {
            return narrow;
        }
        if (zip64.get().remaining() < Long.BYTES) {
            throw malformed(entry, "the zip64 field of the entry is too short");
        }
        long value = zip64.get().getLong();
        if (value < 0) {
            throw malformed(entry, "a zip64 value of the entry is out of range");
        }
        return value;
    }
}
