package dev.dyndeps.domain.archive;

import com.google.common.collect.ImmutableList;

/**
 * A zip's structure, read but not yet judged.
 *
 * @param name what to call the zip in errors
 * @param end its end record
 * @param entries its entries in the order of the central directory
 */
public record Container(String name, EndRecord end, ImmutableList<ContainerEntry> entries) {}
