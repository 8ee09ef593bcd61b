package dev.dyndeps.adapter.filesystem;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;

/**
 * A file in the making. It grows beside its place under a name of its own and is renamed when it is whole, so that its
 * place never holds a part; closed before that, it is gone.
 */
final class PartFile implements Closeable {
    private static final String PREFIX = ".dyndeps-part-";

    /** A part that nobody has written to for so long was left by a process that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path place;
    private final Path part;

    private PartFile(Path place) {
        this.place = place;
        this.part = place.resolveSibling(PREFIX + UUID.randomUUID());
    }

    /** A part for {@code place}, whose folder must be there. */
    static PartFile of(Path place) {
        return new PartFile(place);
    }

    /** Writes a small file; {@code place} never holds a part of it. */
    static void write(Path place, byte[] bytes) throws IOException {
        try (PartFile part = of(place)) {
            part.fill(new ByteArrayInputStream(bytes));
            part.publish();
        }
    }

    /** Where it grows. */
    Path path() {
        return part;
    }

    static boolean isPart(Path file) {
        return file.getFileName().toString().startsWith(PREFIX);
    }

    /** Deletes what killed processes left in a folder; what cannot be deleted stays. */
    static void removeAbandoned(Path folder, long nowMillis) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toMillis() < nowMillis - ABANDONED.toMillis()) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** Writes all of {@code in}, once. */
    Filled fill(InputStream in) throws IOException {
        try (HashingOutputStream out = new HashingOutputStream(
                Hashing.sha256(),
                Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            long size = in.transferTo(out);
            return new Filled(size, out.hash());
        }
    }

    /** What was written. */
    record Filled(long size, HashCode sha256) {}

    /** Puts the file in its place, where it replaces a file that is there. */
    void publish() throws IOException {
        Files.move(part, place, ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
