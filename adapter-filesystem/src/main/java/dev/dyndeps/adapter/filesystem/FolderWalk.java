package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Ordering;
import dev.dyndeps.adapter.filesystem.SeenFile.Use;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.EntryNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * Lists a folder by the rules of an archive, in the order of the names.
 *
 * <p>What tools make again at any time ({@link LeftOut}) is not walked, whatever links and gigabytes are in it: one file
 * of it stands in the listing, so that whoever recognises the shape reports it as left out.
 */
final class FolderWalk {
    private final Path root;
    private final ArchiveLimits limits;
    private final EntryNames names = EntryNames.portable();
    private final ImmutableSortedMap.Builder<ArchivePath, SeenFile> files = ImmutableSortedMap.naturalOrder();
    private int count;
    private long size;

    private FolderWalk(Path root, ArchiveLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    /** @throws UserError ({@code ZIP_*}, {@code INPUT_MISSING}) for the first file that breaks a rule or cannot be read */
    static ImmutableSortedMap<ArchivePath, SeenFile> of(Path root, ArchiveLimits limits) {
        FolderWalk walk = new FolderWalk(root, limits);
        walk.folder(root, ArchivePath.ROOT, LeftOut.isEnvironment(root) ? Use.LEFT_OUT : Use.CONTENT);
        return walk.files.buildOrThrow();
    }

    private void folder(Path folder, ArchivePath path, Use use) {
        if (use == Use.LEFT_OUT) {
            someFileIn(folder, path).ifPresent(stand -> add(stand.path, stand.file));
        } else {
            children(folder).forEach(child -> child(child, path.resolve(FileNames.utf8(child)), use));
        }
    }

    private void child(Path child, ArchivePath path, Use use) {
        PosixFileAttributes attributes = attributes(child);
        if (attributes.isDirectory()) {
            folder(child, path, use == Use.CONTENT ? LeftOut.folder(child, path.name()) : use);
        } else if (attributes.isRegularFile()) {
            names.addFile(path);
            add(path, SeenFile.of(child, attributes, LeftOut.isFile(path.name()) ? Use.LEFT_OUT : use));
        } else {
            throw new UserError(
                    Code.ZIP_SYMLINK,
                    path.value(),
                    attributes.isSymbolicLink() ? "this is a link" : "this is a device, a pipe or a socket",
                    "Put the file itself in its place, or leave it out");
        }
    }

    private void add(ArchivePath path, SeenFile file) {
        limits.checkEntry(path.value(), file.size(), file.size());
        size += file.size();
        limits.checkTotal(root.toString(), size, size);
        limits.checkEntries(root.toString(), ++count);
        files.put(path, file);
    }

    private record Stand(ArchivePath path, SeenFile file) {}

    /** A file of a folder that is left out, by which it is recognised: its {@code pyvenv.cfg}, or the first there is. */
    private static Optional<Stand> someFileIn(Path folder, ArchivePath path) {
        return LeftOut.isEnvironment(folder)
                ? stand(LeftOut.environmentFile(folder), path)
                : children(folder).stream()
                        .filter(FileNames::isPlain)
                        .flatMap(child -> Files.isDirectory(child, NOFOLLOW_LINKS)
                                ? someFileIn(child, path.resolve(FileNames.utf8(child))).stream()
                                : stand(child, path).stream())
                        .findFirst();
    }

    private static Optional<Stand> stand(Path file, ArchivePath folder) {
        PosixFileAttributes attributes = attributes(file);
        return attributes.isRegularFile() && attributes.size() <= LeftOut.MAX_STAND_BYTES
                ? Optional.of(
                        new Stand(folder.resolve(FileNames.utf8(file)), SeenFile.of(file, attributes, Use.LEFT_OUT)))
                : Optional.empty();
    }

    private static ImmutableList<Path> children(Path folder) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            return Ordering.natural().immutableSortedCopy(children);
        } catch (DirectoryIteratorException e) {
            throw SeenFile.unreadable(folder.toString(), requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw SeenFile.unreadable(folder.toString(), e);
        }
    }

    private static PosixFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, PosixFileAttributes.class, NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw SeenFile.unreadable(file.toString(), e);
        }
    }
}
