package dev.dyndeps.adapter.zip;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.port.Interrupted;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The SHA-256 of a file that is being written, computed by another thread a little behind the writer: hashing costs as
 * much as copying, and the bytes are still in memory.
 */
final class TrailingHash implements Closeable {
    private static final int BUFFER = 1 << 18;
    private static final long STEP = 4L << 20;

    private final FileChannel channel;
    private final Hasher hasher = Hashing.sha256().newHasher();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "dyndeps-zip-hash");
        worker.setDaemon(true);
        return worker;
    });
    private long asked;
    private long hashed;
    private Optional<IOException> failure = Optional.empty();

    TrailingHash(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Everything before this offset will not change any more. */
    void upTo(long offset) {
        if (offset - asked >= STEP) {
            asked = offset;
            thread.execute(() -> hashUpTo(offset));
        }
    }

    /** The digest of the whole file, which has this size. */
    HashCode finish(long size) throws IOException {
        try {
            thread.submit(() -> hashUpTo(size)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the hashing of what was written");
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return hasher.hash();
    }

    private void hashUpTo(long offset) {
        try {
            while (hashed < offset && failure.isEmpty()) {
                int n = channel.read(buffer.clear().limit((int) Math.min(BUFFER, offset - hashed)), hashed);
                if (n < 0) {
                    throw new EOFException("the file became shorter while it was written");
                }
                hasher.putBytes(buffer.flip());
                hashed += n;
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        channel.close();
    }
}
