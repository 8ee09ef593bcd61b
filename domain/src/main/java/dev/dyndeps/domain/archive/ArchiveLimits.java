package dev.dyndeps.domain.archive;

/**
 * How much an input may hold.
 *
 * @param entries the most entries
 * @param totalBytes the most bytes, unpacked, of all entries
 * @param entryBytes the most bytes, unpacked, of one entry
 * @param ratio the most that an entry, or all, may grow by unpacking, once it is over {@code ratioFromBytes}
 * @param ratioFromBytes the unpacked size from which the ratio counts
 */
public record ArchiveLimits(int entries, long totalBytes, long entryBytes, int ratio, long ratioFromBytes) {
    /** 50,000 entries, 4 GiB in all, 1 GiB in one, 50 times from 64 MiB. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(50_000, 4L << 30, 1L << 30, 50, 64L << 20);
}
