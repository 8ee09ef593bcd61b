package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchivePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Supplier;

/** Writes files below a folder; a path is relative by its type, so none can leave it. */
final class Extraction {
    private static final int BUFFER = 1 << 18;

    private final Path into;
    private final byte[] buffer = new byte[BUFFER];
    private Path lastFolder;

    /** @param into a folder, made if missing */
    Extraction(Path into) {
        this.into = into;
        this.lastFolder = into;
        try {
            Files.createDirectories(into);
        } catch (IOException e) {
            throw unwritable(into, e);
        }
    }

    /** @throws UserError ({@code OUTPUT_UNWRITABLE}, {@code ZIP_HEADER_MISMATCH}); the file is not there then */
    void write(ArchivePath path, boolean executable, Supplier<InputStream> content) {
        Path target = into.resolve(path.value());
        try {
            makeFolder(target);
            try (InputStream in = content.get()) {
                copy(in, target);
            }
            if (executable) {
                makeExecutable(target);
            }
        } catch (IOException e) {
            remove(target);
            throw unwritable(target, e);
        } catch (RuntimeException e) {
            remove(target);
            throw e;
        }
    }

    private void makeFolder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder != null && !folder.equals(lastFolder)) {
            Files.createDirectories(folder);
            lastFolder = folder;
        }
    }

    private void copy(InputStream in, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }

    /** Whoever may read the file may run it, as far as the process's umask allows. */
    private static void makeExecutable(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.OWNER_READ)) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.GROUP_READ)) {
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, permissions);
    }

    private static void remove(Path target) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            // What cannot be deleted is in the caller's temporary folder; the first error is the one to tell.
        }
    }

    private static UserError unwritable(Path target, IOException e) {
        return new UserError(
                Code.OUTPUT_UNWRITABLE,
                target.toString(),
                "the file cannot be written (" + e.getMessage() + ")",
                "Make room on the disk, or set TMPDIR to a folder that can be written to");
    }
}
