package dev.dyndeps.domain.archive;

/**
 * One file of an archive.
 *
 * @param path where it stands
 * @param size its unpacked size in bytes
 * @param executable whether its unix mode has an execute bit
 */
public record ArchiveEntry(ArchivePath path, long size, boolean executable) {}
