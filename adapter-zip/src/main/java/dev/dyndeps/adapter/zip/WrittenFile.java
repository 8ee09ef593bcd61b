package dev.dyndeps.adapter.zip;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A file that is being written from its beginning to its end; its digest is known when it is finished. */
final class WrittenFile implements Closeable {
    private static final int BUFFER = 1 << 18;

    /** How much the system is asked to copy at once: the hashing follows at this distance, and a Ctrl-C is heard. */
    private static final long STEP = 4L << 20;

    private final FileChannel channel;
    private final TrailingHash hash;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    private long flushed;

    private WrittenFile(FileChannel channel, TrailingHash hash) {
        this.channel = channel;
        this.hash = hash;
    }

    /** @param file must not be there */
    static WrittenFile create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return new WrittenFile(channel, new TrailingHash(file));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    long position() {
        return flushed + buffer.position();
    }

    /** Writes so many bytes, no more than a record of a zip has, as {@code content} puts them. */
    void write(int size, Consumer<ByteBuffer> content) throws IOException {
        if (buffer.remaining() < size) {
            flush();
        }
        content.accept(buffer);
    }

    void write(byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int n = Math.min(length - at, buffer.remaining());
            buffer.put(bytes, at, n);
            at += n;
        }
    }

    /** Has the system copy so many bytes, fewer if the source has fewer; returns how many. */
    long transfer(FileChannel source, long size) throws IOException {
        flush();
        hash.mark(flushed);
        long copied = 0;
        for (long n = 1; copied < size && n > 0; copied += n) {
            n = source.transferTo(copied, Math.min(STEP, size - copied), channel);
            flushed += n;
            hash.upTo(flushed);
        }
        return copied;
    }

    /** Demands that what was transferred last has this CRC-32; if it has not, {@link #finish} throws the error. */
    void expect(long crc, Supplier<UserError> error) {
        hash.expect(flushed, crc, error);
    }

    /** Writes bytes anew that were written since the last transfer. */
    void put(long offset, int value) throws IOException {
        flush();
        ByteBuffer four = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        channel.write(four.putInt(0, value), offset);
        hash.upTo(flushed);
    }

    private void flush() throws IOException {
        flushed += buffer.flip().remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** The digest of the whole file. */
    HashCode finish() throws IOException {
        flush();
        return hash.finish(flushed);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            hash.close();
        }
    }
}
