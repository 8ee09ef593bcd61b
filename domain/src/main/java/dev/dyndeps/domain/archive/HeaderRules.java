package dev.dyndeps.domain.archive;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ContainerEntry.Descriptor;
import dev.dyndeps.domain.archive.ContainerEntry.Header;
import java.util.Locale;

/** What one entry may say of itself, and that its local header and data descriptor say the same. */
final class HeaderRules {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int AES = 99;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR_FILE = 0100000;
    private static final int FOLDER = 0040000;

    private HeaderRules() {}

    static void check(ContainerEntry entry) {
        checkReadable(entry);
        checkLocal(entry);
        checkSizes(entry);
        checkKind(entry);
    }

    private static void checkReadable(ContainerEntry entry) {
        int flags = entry.header().flags() | entry.local().flags();
        int method = entry.header().method();
        if ((flags & Header.ENCRYPTED) != 0 || method == AES) {
            throw new UserError(
                    Code.ZIP_ENCRYPTED,
                    entry.shownName(),
                    "the entry is encrypted",
                    "Make the archive without a password");
        }
        if ((method != STORED && method != DEFLATED) || (flags & Header.PATCH) != 0) {
            throw new UserError(
                    Code.ZIP_METHOD,
                    entry.shownName(),
                    "the entry is packed by method " + method + ", and only stored (0) and deflated (8) can be read",
                    "Make the archive with the default compression of a common zip tool");
        }
    }

    private static void checkLocal(ContainerEntry entry) {
        Header header = entry.header();
        Header local = entry.local();
        if (!header.rawName().equals(local.rawName())) {
            throw mismatch(entry, "its local header has the name '" + EntryName.shown(local.rawName()) + "'");
        }
        if (header.method() != local.method()) {
            throw mismatch(entry, "its local header has the method " + local.method());
        }
        if (header.hasDescriptor() != local.hasDescriptor()) {
            throw mismatch(entry, "only one of its headers announces a data descriptor");
        }
        if (EntryName.isUnmarked(entry) != ((local.flags() & Header.UTF8) == 0 && !isAscii(local.rawName()))) {
            throw mismatch(entry, "only one of its headers marks the name as UTF-8");
        }
        checkUnicodeName(entry, header);
        checkUnicodeName(entry, local);
        checkField(entry, "CRC", header.crc(), local.crc());
        checkField(entry, "packed size", header.packedSize(), local.packedSize());
        checkField(entry, "size", header.size(), local.size());
        entry.descriptor().ifPresent(descriptor -> checkDescriptor(entry, descriptor));
    }

    private static boolean isAscii(String raw) {
        return raw.chars().allMatch(c -> c < 0x80);
    }

    private static void checkUnicodeName(ContainerEntry entry, Header header) {
        header.unicodeName().filter(name -> !name.equals(header.rawName())).ifPresent(name -> {
            throw mismatch(entry, "its Unicode Path field has the name '" + EntryName.shown(name) + "'");
        });
    }

    /** Where a data descriptor follows, the local header need not know the value and has 0. */
    private static void checkField(ContainerEntry entry, String field, long central, long local) {
        if (central != local && !(entry.local().hasDescriptor() && local == 0)) {
            throw mismatch(
                    entry, "its local header has the " + field + " " + local + ", the central directory " + central);
        }
    }

    private static void checkDescriptor(ContainerEntry entry, Descriptor descriptor) {
        Header header = entry.header();
        if (!descriptor.equals(new Descriptor(header.crc(), header.packedSize(), header.size()))) {
            throw mismatch(entry, "its data descriptor has another CRC or size than the central directory");
        }
    }

    private static void checkSizes(ContainerEntry entry) {
        Header header = entry.header();
        if (header.method() == STORED && header.size() != header.packedSize()) {
            throw mismatch(entry, "it is stored, but its packed size is not its size");
        }
        if (isFolder(entry) && header.size() != 0) {
            throw mismatch(entry, "it is a folder and has " + header.size() + " bytes");
        }
    }

    private static void checkKind(ContainerEntry entry) {
        int type = entry.unixMode() & FILE_TYPE;
        if (type != 0 && type != REGULAR_FILE && type != FOLDER) {
            throw new UserError(
                    Code.ZIP_SYMLINK,
                    entry.shownName(),
                    String.format(
                            Locale.ROOT, "the entry is a link, a device or a pipe (unix mode %06o)", entry.unixMode()),
                    "Put the file itself in its place, as 'zip -r' does without its option -y");
        }
    }

    static boolean isFolder(ContainerEntry entry) {
        return entry.header().rawName().endsWith("/")
                || entry.header().rawName().endsWith("\\");
    }

    private static UserError mismatch(ContainerEntry entry, String what) {
        return new UserError(
                Code.ZIP_HEADER_MISMATCH,
                entry.shownName(),
                what,
                "Make the archive again with a common zip tool; if it was sent to you, ask how it was made");
    }
}
