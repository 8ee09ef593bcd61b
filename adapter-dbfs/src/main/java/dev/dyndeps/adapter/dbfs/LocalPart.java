package dev.dyndeps.adapter.dbfs;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A download in the making, beside its place; closed before it is published, it is gone. */
record LocalPart(Path part, Path place) implements Closeable {
    static LocalPart of(Path place) throws IOException {
        Path absolute = place.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return new LocalPart(absolute.resolveSibling(".dyndeps-part-" + UUID.randomUUID()), absolute);
    }

    /** Empty, also if an attempt has written something. */
    OutputStream open() throws IOException {
        return Files.newOutputStream(part);
    }

    void publish() throws IOException {
        Files.move(part, place, ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
