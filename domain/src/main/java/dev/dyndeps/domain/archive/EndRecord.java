package dev.dyndeps.domain.archive;

/**
 * What the end of a zip says of the whole (APPNOTE 4.3.14 to 4.3.16). Where a zip64 record stands beside the plain one,
 * these are the values that hold; that the two agree has been checked.
 *
 * @param disk the number of this disk
 * @param directoryDisk the number of the disk on which the central directory starts
 * @param disks how many disks the zip64 locator tells of; 1 where there is none
 * @param entriesHere how many entries are on this disk
 * @param entries how many entries there are
 * @param directoryOffset where the central directory starts
 * @param directorySize its size in bytes
 * @param start where the end record starts, or the zip64 end record where there is one
 * @param end where the end record's comment ends
 * @param fileSize the size of the file
 */
public record EndRecord(
        long disk,
        long directoryDisk,
        long disks,
        long entriesHere,
        long entries,
        long directoryOffset,
        long directorySize,
        long start,
        long end,
        long fileSize) {}
