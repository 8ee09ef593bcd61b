package dev.dyndeps.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Reads what {@link CompactWriter} wrote. */
final class CompactReader {
    private final ByteBuffer in;

    private CompactReader(ByteBuffer in) {
        this.in = in;
    }

    /**
     * Reads a file, all of it.
     *
     * @return empty if there is none, it is damaged, of another kind, or what it says makes no sense to {@code content}
     */
    static <T> Optional<T> read(Path file, String kind, Function<CompactReader, T> content) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            CompactReader reader = new CompactReader(ByteBuffer.wrap(bytes));
            return reader.isWhole() && reader.text().equals(kind)
                    ? Optional.of(content.apply(reader))
                    : Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty(); // of a form that this version does not know
        }
    }

    private boolean isWhole() {
        int end = in.limit() - Long.BYTES;
        if (end < 0) {
            return false;
        }
        CRC32 sum = new CRC32();
        sum.update(in.duplicate().limit(end));
        return in.getLong(end) == sum.getValue();
    }

    String text() {
        return new String(bytes(), UTF_8);
    }

    byte[] bytes() {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    long number() {
        return in.getLong();
    }

    HashCode digest() {
        return HashCode.fromBytes(bytes());
    }

    <T> ImmutableList<T> list(Function<CompactReader, T> item) {
        int size = in.getInt();
        ImmutableList.Builder<T> items = ImmutableList.builder();
        for (int i = 0; i < size; i++) {
            items.add(item.apply(this));
        }
        return items.build();
    }
}
