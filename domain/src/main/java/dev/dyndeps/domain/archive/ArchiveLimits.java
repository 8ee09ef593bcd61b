package dev.dyndeps.domain.archive;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Locale;

/**
 * How much an archive may hold. All sizes are in bytes.
 *
 * @param entries the most entries
 * @param totalBytes the most bytes, unpacked, of all entries
 * @param entryBytes the most bytes, unpacked, of one entry
 * @param ratio the most that an entry, or all, may grow by unpacking, once it is over {@code ratioFromBytes}
 * @param ratioFromBytes the unpacked size up to which the ratio does not count
 */
public record ArchiveLimits(int entries, long totalBytes, long entryBytes, int ratio, long ratioFromBytes) {
    /** For inputs: 50,000 entries, 4 GiB in all, 1 GiB in one, 50 times from 64 MiB. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(50_000, 4L << 30, 1L << 30, 50, 64L << 20);

    /**
     * For wheels and wheelhouses, which come from an index or from us and not from a form: 65,535 entries (more CPython
     * cannot import from), 64 GiB in all, 16 GiB in one, 1,000 times from 256 MiB.
     */
    public static final ArchiveLimits WHEEL = new ArchiveLimits(65_535, 64L << 30, 16L << 30, 1_000, 256L << 20);

    /**
     * @param archive what to call the archive in the error
     * @throws UserError ({@code ZIP_BOMB}) if there are more entries than allowed
     */
    public void checkEntries(String archive, long count) {
        if (Long.compareUnsigned(count, entries) > 0) {
            throw bomb(
                    archive,
                    String.format(
                            Locale.ROOT, "it has %s entries, %,d are allowed", Long.toUnsignedString(count), entries));
        }
    }

    /**
     * @param size the unpacked size of one entry
     * @param packed its size in the archive; the same where nothing is packed
     * @throws UserError ({@code ZIP_BOMB}) if that is more than one entry may hold, or grow to
     */
    public void checkEntry(String entry, long size, long packed) {
        if (size > entryBytes) {
            throw bomb(entry, "the entry has " + mib(size) + " unpacked, " + mib(entryBytes) + " are allowed");
        }
        checkRatio(entry, "the entry", size, packed);
    }

    /**
     * @param size the unpacked size of all entries
     * @throws UserError ({@code ZIP_BOMB}) if that is more than an archive may hold, or grow to
     */
    public void checkTotal(String archive, long size, long packed) {
        if (size > totalBytes) {
            throw bomb(archive, "it has " + mib(size) + " unpacked, " + mib(totalBytes) + " are allowed");
        }
        checkRatio(archive, "it", size, packed);
    }

    private void checkRatio(String where, String who, long size, long packed) {
        if (size > ratioFromBytes && size > packed * ratio) {
            throw bomb(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%s grows from %s to %s, %d times is allowed from %s on",
                            who,
                            mib(packed),
                            mib(size),
                            ratio,
                            mib(ratioFromBytes)));
        }
    }

    private static String mib(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%,d bytes", bytes)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) (1 << 20));
    }

    private static UserError bomb(String where, String what) {
        return new UserError(
                Code.ZIP_BOMB,
                where,
                what,
                "Leave out what is no dependency, or raise the limits if you trust the input");
    }
}
