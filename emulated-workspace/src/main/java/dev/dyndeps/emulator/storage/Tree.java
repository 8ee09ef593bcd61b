package dev.dyndeps.emulator.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One tree of the workspace's files in a folder of this machine, and who may do what in it.
 *
 * @param folder where {@code /} of the API is
 * @param incoming a folder of the same disk for files that are not whole yet
 * @param prefix what the permissions' paths have and the API's have not, such as {@code dbfs:}
 */
record Tree(Path folder, Path incoming, String prefix, Permissions permissions) {
    /** Where the path may be read. */
    Path reading(Call call, String path) {
        permissions.checkReading(call.user(), prefix + path);
        return place(path);
    }

    /** Where the path may be written. */
    Path writing(Call call, String path) {
        permissions.checkWriting(call.user(), prefix + path);
        return place(path);
    }

    private Path place(String path) {
        if (!path.startsWith("/") || Splitter.on('/').splitToList(path).contains("..")) {
            throw ApiError.invalid("Path must be absolute: " + path);
        }
        return folder.resolve(path.substring(1)).normalize();
    }

    /** The API's path of a place. */
    String path(Path place) {
        return "/" + folder.relativize(place);
    }

    /** Writes all of {@code in}; the file appears whole, or not at all if {@code in} breaks off. */
    void write(InputStream in, Path place) throws IOException {
        Files.createDirectories(incoming);
        Path part = incoming.resolve(UUID.randomUUID().toString());
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                in.transferTo(out);
            }
            Files.move(part, place, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What is directly in a folder, sorted by name; nothing if it goes away meanwhile. */
    static ImmutableList<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().collect(ImmutableList.toImmutableList());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return ImmutableList.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Milliseconds since 1970; 0 if it went away meanwhile. */
    static long modified(Path place) throws IOException {
        try {
            return Files.getLastModifiedTime(place).toMillis();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Bytes; 0 for folders, and if it went away meanwhile. */
    static long size(Path place) throws IOException {
        try {
            return Files.isDirectory(place) ? 0 : Files.size(place);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * Deletes a file, or a folder with all that is in it, but no more files than so many.
     *
     * @return how many more it may delete; negative if something is left
     */
    static long delete(Path place, long atMost) throws IOException {
        long left = atMost;
        if (Files.isDirectory(place)) {
            for (Path child : children(place)) {
                left = delete(child, left);
                if (left < 0) {
                    return left;
                }
            }
        } else if (--left < 0) {
            return left;
        }
        Files.deleteIfExists(place);
        return left;
    }
}
