package dev.dyndeps.adapter.zip;

import static dev.dyndeps.domain.archive.ContainerRules.malformed;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.Container;
import dev.dyndeps.domain.archive.ContainerEntry;
import dev.dyndeps.domain.archive.ContainerEntry.Descriptor;
import dev.dyndeps.domain.archive.ContainerEntry.Header;
import dev.dyndeps.domain.archive.ContainerRules;
import dev.dyndeps.domain.archive.EndRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the structure of a zip: end, central directory, local headers and data descriptors. Judges nothing. */
final class ContainerParser {
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final int USUAL_EXTRA = 64;
    private static final int DESCRIPTOR = 0x08074b50;

    private final FileBytes file;

    ContainerParser(FileBytes file) {
        this.file = file;
    }

    /** What the central directory says of one entry. */
    private record Central(Header header, long externalAttributes, int disk, long headerOffset) {}

    /** What stands before the data, and where the data is. */
    private record Local(Header header, long dataOffset, long dataEnd) {}

    /** @param rules asked before anything is read that the end record points to */
    Container parse(ContainerRules rules) {
        EndRecord end = new EndRecordParser(file).parse();
        rules.checkEnd(file.name(), end);
        ImmutableList<Central> directory = directory(end);

        TreeMap<Long, Central> byOffset = new TreeMap<>();
        directory.forEach(central -> byOffset.put(central.headerOffset, central));
        List<ContainerEntry> entries = new ArrayList<>(directory.size());
        for (Central central : directory) {
            Map.Entry<Long, Central> next = byOffset.higherEntry(central.headerOffset);
            entries.add(entry(central, next == null ? end.directoryOffset() : next.getKey(), end));
        }
        return new Container(file.name(), end, ImmutableList.copyOf(entries));
    }

    private ImmutableList<Central> directory(EndRecord end) {
        ByteBuffer bytes = file.read(end.directoryOffset(), Math.toIntExact(end.directorySize()));
        ImmutableList.Builder<Central> entries = ImmutableList.builder();
        for (long i = 0; i < end.entries(); i++) {
            if (bytes.remaining() < CENTRAL_SIZE || bytes.getInt(bytes.position()) != CENTRAL) {
                throw malformed(file.name(), "its central directory is broken at entry " + (i + 1));
            }
            entries.add(central(bytes));
        }
        if (bytes.hasRemaining()) {
            throw malformed(file.name(), "its central directory has more entries than its end tells of");
        }
        return entries.build();
    }

    private Central central(ByteBuffer bytes) {
        int at = bytes.position();
        int nameLength = Short.toUnsignedInt(bytes.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(bytes.getShort(at + 30));
        int commentLength = Short.toUnsignedInt(bytes.getShort(at + 32));
        bytes.position(at + CENTRAL_SIZE);
        if (bytes.remaining() < nameLength + extraLength + commentLength) {
            throw malformed(file.name(), "an entry of its central directory is cut off");
        }
        String name = RawNames.of(bytes, nameLength);
        ByteBuffer extra = bytes.slice(bytes.position(), extraLength).order(bytes.order());
        ExtraFields fields = ExtraFields.parse(extra, file.name());
        bytes.position(bytes.position() + extraLength + commentLength);

        long packed = Integer.toUnsignedLong(bytes.getInt(at + 20));
        long size = fields.wide(Integer.toUnsignedLong(bytes.getInt(at + 24)), file.name());
        packed = fields.wide(packed, file.name());
        long offset = fields.wide(Integer.toUnsignedLong(bytes.getInt(at + 42)), file.name());
        Header header = new Header(
                name,
                Short.toUnsignedInt(bytes.getShort(at + 8)),
                Short.toUnsignedInt(bytes.getShort(at + 10)),
                Integer.toUnsignedLong(bytes.getInt(at + 16)),
                packed,
                size,
                fields.unicodeName());
        return new Central(
                header,
                Integer.toUnsignedLong(bytes.getInt(at + 38)),
                Short.toUnsignedInt(bytes.getShort(at + 34)),
                offset);
    }

    private ContainerEntry entry(Central central, long next, EndRecord end) {
        Local local = local(central, end.directoryOffset());
        boolean announced = local.header.hasDescriptor();
        Optional<Descriptor> descriptor = announced ? descriptor(local.dataEnd, next) : Optional.empty();
        return new ContainerEntry(
                central.header,
                central.externalAttributes,
                central.disk,
                central.headerOffset,
                local.header,
                local.dataOffset,
                descriptor,
                descriptor.isPresent() ? next : local.dataEnd);
    }

    private Local local(Central central, long directoryOffset) {
        long at = central.headerOffset;
        String rawName = central.header.rawName();
        if (at > directoryOffset - LOCAL_SIZE) {
            throw malformed(shown(rawName), "the entry is said to be where there is none");
        }
        int usual = LOCAL_SIZE + rawName.length() + USUAL_EXTRA;
        ByteBuffer bytes = file.read(at, (int) Math.min(usual, directoryOffset - at));
        if (bytes.getInt(0) != LOCAL) {
            throw malformed(shown(rawName), "the entry is said to be where there is none");
        }
        int nameLength = Short.toUnsignedInt(bytes.getShort(26));
        int extraLength = Short.toUnsignedInt(bytes.getShort(28));
        int length = LOCAL_SIZE + nameLength + extraLength;
        if (length > directoryOffset - at) {
            throw malformed(shown(rawName), "the local header of the entry is cut off");
        }
        if (length > bytes.limit()) {
            bytes = file.read(at, length);
        }
        String name = RawNames.of(bytes.position(LOCAL_SIZE), nameLength);
        ByteBuffer extra = bytes.slice(LOCAL_SIZE + nameLength, extraLength).order(bytes.order());
        ExtraFields fields = ExtraFields.parse(extra, shown(rawName));
        long packed = Integer.toUnsignedLong(bytes.getInt(18));
        long size = fields.wide(Integer.toUnsignedLong(bytes.getInt(22)), shown(rawName));
        packed = fields.wide(packed, shown(rawName));
        Header header = new Header(
                name,
                Short.toUnsignedInt(bytes.getShort(6)),
                Short.toUnsignedInt(bytes.getShort(8)),
                Integer.toUnsignedLong(bytes.getInt(14)),
                packed,
                size,
                fields.unicodeName());
        long dataOffset = at + length;
        if (central.header.packedSize() > directoryOffset - dataOffset) {
            throw malformed(shown(rawName), "the data of the entry would lie outside the file");
        }
        return new Local(header, dataOffset, dataOffset + central.header.packedSize());
    }

    private static String shown(String rawName) {
        return ContainerEntry.shownName(rawName);
    }

    /** The four forms of a data descriptor, with and without signature and zip64 sizes, differ in their length. */
    private Optional<Descriptor> descriptor(long start, long end) {
        long length = end - start;
        if (length != 12 && length != 16 && length != 20 && length != 24) {
            return Optional.empty();
        }
        ByteBuffer bytes = file.read(start, (int) length);
        boolean signed = length == 16 || length == 24;
        if (signed && bytes.getInt() != DESCRIPTOR) {
            return Optional.empty();
        }
        long crc = Integer.toUnsignedLong(bytes.getInt());
        boolean wide = length >= 20;
        return Optional.of(new Descriptor(crc, size(bytes, wide), size(bytes, wide)));
    }

    private static long size(ByteBuffer bytes, boolean wide) {
        return wide ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    }
}
