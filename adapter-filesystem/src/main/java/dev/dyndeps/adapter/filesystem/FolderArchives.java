package dev.dyndeps.adapter.filesystem;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.InnerArchives;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.SourceDistributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Inputs that lie on the disk as they are: a folder, by the rules of a zip, and single files: a requirements file under
 * any name, a {@code pylock.toml}, a wheel, a source distribution. A single file is an archive of that one file.
 *
 * <p>Nothing is copied: files are read where they lie, and one that changes between its listing and the end of a read is
 * an error ({@code INPUT_CHANGED}). Links are refused as they are in a zip; the input itself may be one.
 */
public final class FolderArchives implements InputArchives {
    private static final String REQUIREMENTS = "requirements.txt";

    private final SourceDistributions sourceDistributions;
    private final InputArchives zips;

    /** @param zips opens what is none of these */
    public FolderArchives(SourceDistributions sourceDistributions, InputArchives zips) {
        this.sourceDistributions = sourceDistributions;
        this.zips = zips;
    }

    @Override
    public DependencyArchive open(Path input, ArchiveLimits limits) {
        if (Files.notExists(input)) {
            throw new UserError(
                    Code.INPUT_MISSING,
                    input.toString(),
                    "there is no such file or folder",
                    "Check the path; an input is a zip, a folder, a requirements.txt or a wheel");
        }
        if (Files.isDirectory(input)) {
            FileArchive archive = new FileArchive(
                    FolderWalk.of(input.toAbsolutePath().normalize(), limits),
                    ImmutableList.of(),
                    FileArchive.Digest.OF_ALL);
            checkInnerArchives(archive, limits);
            return archive;
        }
        String name = input.toAbsolutePath().normalize().getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".txt") || lower.endsWith(".in")) {
            return lower.equals(REQUIREMENTS)
                    ? single(input, name, limits, ImmutableList.of())
                    : single(input, REQUIREMENTS, limits, ImmutableList.of(name + " was read as " + REQUIREMENTS));
        }
        if (lower.endsWith(".whl") || isLock(lower) || isSourceDistribution(lower)) {
            return single(input, name, limits, ImmutableList.of());
        }
        return zips.open(input, limits);
    }

    /** {@code pylock.toml} or {@code pylock.NAME.toml} (PEP 751), or {@code NAME.pylock.toml} as a build writes it. */
    private static boolean isLock(String name) {
        return (name.startsWith("pylock.") || name.endsWith(".pylock.toml")) && name.endsWith(".toml");
    }

    /** A zip of that name is a zip first. */
    private static boolean isSourceDistribution(String name) {
        return name.endsWith(".tar.gz") && InnerArchives.isNamedAsSdist(ArchivePath.of(name));
    }

    private DependencyArchive single(Path input, String name, ArchiveLimits limits, ImmutableList<String> warnings) {
        ArchivePath path = ArchivePath.of(name);
        SeenFile file = SeenFile.single(input);
        limits.checkEntry(name, file.size(), file.size());
        limits.checkTotal(name, file.size(), file.size());
        FileArchive archive =
                new FileArchive(ImmutableSortedMap.of(path, file), warnings, FileArchive.Digest.OF_THE_ONE);
        checkInnerArchives(archive, limits);
        return archive;
    }

    private void checkInnerArchives(DependencyArchive archive, ArchiveLimits limits) {
        InnerArchives.check(archive.listing(), path -> {
            try (var in = archive.open(path)) {
                return sourceDistributions.hasPkgInfo(path.name(), in, limits);
            } catch (IOException e) {
                throw SeenFile.unreadable(path.value(), e);
            }
        });
    }
}
