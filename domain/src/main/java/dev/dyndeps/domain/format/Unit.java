package dev.dyndeps.domain.format;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.archive.ArchivePath;
import java.util.Optional;

/**
 * A folder that brings dependencies, and what stands in it. Paths are those of the archive, prefix included.
 *
 * @param root the unit's folder; the archive's unwrapped root for the root unit
 * @param format the unit's own shape, by rows 1 to 9 of the decision table
 * @param projects folders to build
 * @param requirements its requirements file
 * @param wheels wheel files
 * @param sdists source distributions, to build
 * @param modules Python files and their data, to become the package {@code user_modules}
 * @param moduleRoot the folder that the modules' paths in {@code user_modules} start from: the unit's own, or above it if
 *     the unit's folder is itself a package ({@code __init__.py}). A path that starts with {@code user_modules/} there
 *     is in the package already.
 */
public record Unit(
        ArchivePath root,
        Format format,
        ImmutableList<Project> projects,
        Optional<ArchivePath> requirements,
        ImmutableList<ArchivePath> wheels,
        ImmutableList<ArchivePath> sdists,
        ImmutableList<ArchivePath> modules,
        ArchivePath moduleRoot) {

    /**
     * A folder that a build backend makes a wheel of.
     *
     * @param root the folder
     * @param marker the file that makes it a project, such as {@code pyproject.toml}
     * @param suppliedBuildSystem whether it has none of its own ({@code setup.cfg} alone) and is given setuptools
     */
    public record Project(ArchivePath root, ArchivePath marker, boolean suppliedBuildSystem) {}
}
