package dev.dyndeps.domain.archive;

import com.google.common.collect.ImmutableMap;

/**
 * A container that passed every check.
 *
 * @param listing its files
 * @param entries where the bytes of each file of the listing are, sorted by path
 */
public record CheckedContainer(ArchiveListing listing, ImmutableMap<ArchivePath, ContainerEntry> entries) {}
