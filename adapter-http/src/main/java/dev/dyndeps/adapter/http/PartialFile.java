package dev.dyndeps.adapter.http;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Digests;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** A file that grows, and its digests with it. It goes when it is closed, unless it was moved to where it belongs. */
final class PartialFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final CRC32 crc32 = new CRC32();
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
        crc32.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** From the beginning again. */
    synchronized void restart() throws IOException {
        channel.truncate(0);
        hasher = Hashing.sha256().newHasher();
        crc32.reset();
        size = 0;
    }

    /** Those of all that it holds; after this it can only be moved, or be restarted. */
    synchronized Digests digests() {
        return new Digests(hasher.hash(), crc32.getValue());
    }

    synchronized void moveTo(Path target) throws IOException {
        channel.close();
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The disk's refusal, in words for who can make room. */
    static UserError unwritable(Path place, IOException refusal) {
        return new UserError(
                Code.OUTPUT_UNWRITABLE,
                place.toString(),
                "the wheels cannot be put there: " + refusal.getMessage(),
                "Free some space there, or choose another cache folder with DYNDEPS_CACHE");
    }

    UserError unwritable(IOException refusal) {
        return unwritable(path, refusal);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }
}
