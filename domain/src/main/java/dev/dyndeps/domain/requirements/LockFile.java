package dev.dyndeps.domain.requirements;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.format.TomlParser;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.Marker;
import dev.dyndeps.domain.python.SpecifierSet;
import dev.dyndeps.domain.python.Version;
import dev.dyndeps.domain.python.WheelName;
import java.util.Optional;

/**
 * A {@code pylock.toml} (PEP 751), as far as wheels are made of it. Sources other than wheels, source distributions and
 * folders are kept by name only, so that a package that does not apply does no harm.
 *
 * @param where the file
 * @param environments one of these markers must hold on the target; empty if the lock is for every target
 * @param requiresPython the Pythons it is for
 * @param packages in the order of the file; one distribution may have several, for different markers
 */
public record LockFile(
        String where,
        ImmutableList<Marker> environments,
        SpecifierSet requiresPython,
        ImmutableList<LockedPackage> packages) {

    /**
     * @param where the package's table, such as {@code pylock.toml: packages[3] (six)}
     * @param marker when it applies; always if empty
     * @param version empty for what is built from a folder
     * @param sdist its source distribution
     * @param directory its source folder, relative to the lock file
     * @param other the table of a source that is not supported ({@code vcs}, {@code archive})
     */
    public record LockedPackage(
            String where,
            DistributionName name,
            Optional<Version> version,
            Optional<Marker> marker,
            SpecifierSet requiresPython,
            ImmutableList<Wheel> wheels,
            Optional<Sdist> sdist,
            Optional<String> directory,
            Optional<String> other) {}

    /**
     * @param url where it is to be had; if empty there is a path
     * @param path relative to the lock file
     * @param size in bytes, where the file tells
     */
    public record Wheel(
            WheelName name, Optional<String> url, Optional<String> path, Optional<Long> size, HashCode sha256) {}

    /** A source distribution, by URL or path. */
    public record Sdist(Optional<String> url, Optional<String> path, HashCode sha256) {}

    /**
     * @param bytes the file
     * @param where what to call it in errors
     * @throws UserError ({@code LOCK_MISMATCH}) with the field that is missing or wrong
     */
    public static LockFile parse(byte[] bytes, TomlParser toml, String where) {
        return LockFileParser.parse(bytes, toml, where);
    }
}
