package dev.dyndeps.domain.wheelhouse;

import com.google.common.collect.ImmutableList;

/**
 * {@code wheelhouse.json}.
 *
 * @param roots the import roots, dotted, sorted
 */
public record Manifest(ImmutableList<String> roots) {}
