package dev.dyndeps.adapter.zip;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.Interrupted;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** A file, open for reading at any place. */
final class FileBytes implements Closeable {
    private static final int CHUNK = 1 << 20;

    private final String name;
    private final FileChannel channel;
    private final long size;

    private FileBytes(String name, FileChannel channel, long size) {
        this.name = name;
        this.channel = channel;
        this.size = size;
    }

    /** @throws UserError ({@code INPUT_MISSING}) if there is no such file, or it cannot be read */
    static FileBytes open(Path file) {
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw unreadable(name, Files.exists(file) ? "this is no file" : "there is no such file");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return new FileBytes(name, channel, channel.size());
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /** What to call the file in errors. */
    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** The bytes of this range, little-endian, all of them. */
    ByteBuffer read(long offset, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new EOFException("the file ends at " + (offset + buffer.position()));
                }
            }
        } catch (IOException e) {
            throw failed(name, e);
        }
        return buffer.flip();
    }

    /** Reads some bytes, at least one unless the file ends. */
    int read(long offset, byte[] into, int at, int length) {
        try {
            return channel.read(ByteBuffer.wrap(into, at, Math.min(length, CHUNK)), offset);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    /** Reads all of it, once. */
    Digests digests() {
        Hasher hasher = Hashing.sha256().newHasher();
        CRC32 crc32 = new CRC32();
        byte[] buffer = new byte[CHUNK];
        long at = 0;
        for (int n = read(at, buffer, 0, CHUNK); n > 0; n = read(at, buffer, 0, CHUNK)) {
            hasher.putBytes(buffer, 0, n);
            crc32.update(buffer, 0, n);
            at += n;
        }
        return new Digests(hasher.hash(), crc32.getValue());
    }

    private static RuntimeException failed(String name, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new Interrupted("the reading of " + name);
        }
        return unreadable(name, "the file cannot be read (" + e.getMessage() + ")");
    }

    private static UserError unreadable(String name, String what) {
        return new UserError(Code.INPUT_MISSING, name, what, "Check the path and its permissions");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
