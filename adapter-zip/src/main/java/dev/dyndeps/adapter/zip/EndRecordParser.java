package dev.dyndeps.adapter.zip;

import static dev.dyndeps.domain.archive.ContainerRules.malformed;

import dev.dyndeps.domain.archive.EndRecord;
import java.nio.ByteBuffer;

/**
 * Finds the end of a zip (APPNOTE 4.3.14 to 4.3.16). It is the last signature in the file: if the bytes of a comment
 * look like a second one, what they say does not fit the file, and the rules refuse it.
 */
final class EndRecordParser {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int ZIP64_END = 0x06064b50;
    private static final int ZIP64_END_SIZE = 56;
    private static final int U16_MAX = 0xffff;
    private static final long U32_MAX = 0xffffffffL;

    private final FileBytes file;

    EndRecordParser(FileBytes file) {
        this.file = file;
    }

    EndRecord parse() {
        int length = (int) Math.min(file.size(), END_SIZE + MAX_COMMENT);
        long offset = file.size() - length;
        ByteBuffer tail = file.read(offset, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                return parse(tail.position(at).slice().order(tail.order()), offset + at);
            }
        }
        throw malformed(file.name(), "this is no zip file, or its end is missing");
    }

    private EndRecord parse(ByteBuffer record, long start) {
        EndRecord plain = new EndRecord(
                Short.toUnsignedInt(record.getShort(4)),
                Short.toUnsignedInt(record.getShort(6)),
                1,
                Short.toUnsignedInt(record.getShort(8)),
                Short.toUnsignedInt(record.getShort(10)),
                Integer.toUnsignedLong(record.getInt(16)),
                Integer.toUnsignedLong(record.getInt(12)),
                start,
                start + END_SIZE + Short.toUnsignedInt(record.getShort(20)),
                file.size());
        if (start < LOCATOR_SIZE + ZIP64_END_SIZE) {
            return plain;
        }
        ByteBuffer locator = file.read(start - LOCATOR_SIZE, LOCATOR_SIZE);
        return locator.getInt(0) == LOCATOR ? zip64(plain, locator) : plain;
    }

    private EndRecord zip64(EndRecord plain, ByteBuffer locator) {
        long end = plain.start() - LOCATOR_SIZE;
        long start = locator.getLong(8);
        if (locator.getInt(4) != 0 || start < 0 || start > end - ZIP64_END_SIZE) {
            throw malformed(file.name(), "its zip64 locator does not point to a zip64 end record");
        }
        ByteBuffer record = file.read(start, ZIP64_END_SIZE);
        if (record.getInt(0) != ZIP64_END || record.getLong(4) != end - start - 12) {
            throw malformed(file.name(), "its zip64 end record is not where it should be");
        }
        return new EndRecord(
                same(plain.disk(), U16_MAX, Integer.toUnsignedLong(record.getInt(16))),
                same(plain.directoryDisk(), U16_MAX, Integer.toUnsignedLong(record.getInt(20))),
                Integer.toUnsignedLong(locator.getInt(16)),
                same(plain.entriesHere(), U16_MAX, record.getLong(24)),
                same(plain.entries(), U16_MAX, record.getLong(32)),
                same(plain.directoryOffset(), U32_MAX, record.getLong(48)),
                same(plain.directorySize(), U32_MAX, record.getLong(40)),
                start,
                plain.end(),
                file.size());
    }

    private long same(long plain, long saturated, long zip64) {
        if (plain != saturated && plain != zip64) {
            throw malformed(file.name(), "its two end records contradict each other");
        }
        return zip64;
    }
}
