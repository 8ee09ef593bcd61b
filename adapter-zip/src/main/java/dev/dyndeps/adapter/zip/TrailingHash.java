package dev.dyndeps.adapter.zip;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Interrupted;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * The SHA-256 of a file that is being written, computed by another thread a little behind the writer: hashing costs as
 * much as copying, and the bytes are still in memory. On the way it compares the CRC-32 of what was copied unseen.
 */
final class TrailingHash implements Closeable {
    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "dyndeps-zip-hash");
        worker.setDaemon(true);
        return worker;
    });
    /** One step after the other; the first that fails is the last. */
    private CompletableFuture<Void> steps = CompletableFuture.completedFuture(null);

    private final Hasher hasher = Hashing.sha256().newHasher();
    private final CRC32 crc = new CRC32();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long hashed;

    TrailingHash(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Everything before this offset will not change any more. */
    void upTo(long offset) {
        then(() -> hashUpTo(offset));
    }

    /** The same, and a CRC-32 begins here. */
    void mark(long offset) {
        then(() -> {
            hashUpTo(offset);
            crc.reset();
        });
    }

    /** The same, and what began at the last mark must have this CRC-32; else {@link #finish} throws the error. */
    void expect(long offset, long value, Supplier<UserError> error) {
        then(() -> {
            hashUpTo(offset);
            if (crc.getValue() != value) {
                throw error.get();
            }
        });
    }

    private void then(Runnable step) {
        steps = steps.thenRunAsync(step, thread);
    }

    /** The digest of the whole file, which has this size. */
    HashCode finish(long size) throws IOException {
        upTo(size);
        try {
            steps.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UserError refused) {
                throw refused;
            }
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the hashing of what was written");
        }
        return hasher.hash();
    }

    private void hashUpTo(long offset) {
        try {
            while (hashed < offset) {
                int n = channel.read(buffer.clear().limit((int) Math.min(BUFFER, offset - hashed)), hashed);
                if (n < 0) {
                    throw new EOFException("the file became shorter while it was written");
                }
                crc.update(buffer.flip());
                hasher.putBytes(buffer.rewind());
                hashed += n;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        channel.close();
    }
}
