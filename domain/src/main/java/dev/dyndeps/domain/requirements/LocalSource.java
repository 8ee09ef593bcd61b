package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableSortedSet;
import dev.dyndeps.domain.archive.ArchivePath;

/**
 * Something in the archive that a line asks to be built.
 *
 * @param path a project's folder, or a source distribution's file
 * @param suppliedBuildSystem whether the project names no build system and is given setuptools
 * @param extras the extras that are asked for, normalised
 * @param where the file and line
 */
public record LocalSource(
        ArchivePath path, boolean suppliedBuildSystem, ImmutableSortedSet<String> extras, String where) {}
