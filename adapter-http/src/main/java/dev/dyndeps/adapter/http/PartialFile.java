package dev.dyndeps.adapter.http;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that grows, and its digest with it. It goes when it is closed, unless it was moved to where it belongs. */
final class PartialFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private Hasher hasher = Hashing.sha256().newHasher();
    private long size;

    PartialFile(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    synchronized long size() {
        return size;
    }

    synchronized void append(ByteBuffer bytes) throws IOException {
        size += bytes.remaining();
        hasher.putBytes(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** From the beginning again. */
    synchronized void restart() throws IOException {
        channel.truncate(0);
        hasher = Hashing.sha256().newHasher();
        size = 0;
    }

    /** The digest of all that it holds; after this it can only be moved, or be restarted. */
    synchronized HashCode sha256() {
        return hasher.hash();
    }

    synchronized void moveTo(Path target) throws IOException {
        channel.close();
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
