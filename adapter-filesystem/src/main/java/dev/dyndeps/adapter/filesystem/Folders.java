package dev.dyndeps.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes folders, and deletes them while others may be at work in them. */
final class Folders {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final int DELETE_ATTEMPTS = 10;

    private Folders() {}

    /** Makes a folder and those above it, with the modes of the process; one that is there, or a link to one, is fine. */
    static void make(Path folder) throws IOException {
        makeMissing(folder);
    }

    /** The same, but nobody else may look into those that are made. */
    static void makePrivate(Path folder) throws IOException {
        makeMissing(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    }

    /** The folder of a file. */
    static Path of(Path file) {
        return requireNonNull(file.toAbsolutePath().getParent(), "the root is no file");
    }

    private static void makeMissing(Path folder, FileAttribute<?>... attributes) throws IOException {
        // Before Java 20, createDirectories refuses a link to a folder.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes);
        }
    }

    /**
     * Deletes a file, a link, or a folder with all that is in it; never through a link. What goes meanwhile is no error;
     * what comes meanwhile is deleted too, unless it never ends.
     */
    static void delete(Path path) throws IOException {
        for (int attempt = 1; Files.exists(path, NOFOLLOW_LINKS); attempt++) {
            try {
                MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
            } catch (IOException e) {
                if (attempt == DELETE_ATTEMPTS && Files.exists(path, NOFOLLOW_LINKS)) {
                    throw e;
                }
                openUp(path);
            }
        }
    }

    /** Lets the owner delete in folders that were made read-only. What cannot be opened is left to the next attempt. */
    private static void openUp(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return open(folder);
            }

            @Override
            public FileVisitResult visitFileFailed(Path folder, IOException e) {
                return open(folder);
            }

            private FileVisitResult open(Path folder) {
                try {
                    Files.setPosixFilePermissions(folder, PRIVATE);
                } catch (IOException notOurs) {
                    // the next attempt to delete says why
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
