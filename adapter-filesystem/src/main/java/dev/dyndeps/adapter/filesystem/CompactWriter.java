package dev.dyndeps.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/**
 * Writes the small files of the caches: a form that costs no library and next to no time at start-up. It is nobody's
 * interface: a file of another version is as good as none. {@link CompactReader} reads it.
 */
final class CompactWriter {
    private final ByteArrayDataOutput out = ByteStreams.newDataOutput();

    /** @param kind what the file is, and the version of its form */
    CompactWriter(String kind) {
        text(kind);
    }

    CompactWriter text(String text) {
        return bytes(text.getBytes(UTF_8));
    }

    CompactWriter bytes(byte[] bytes) {
        out.writeInt(bytes.length);
        out.write(bytes);
        return this;
    }

    CompactWriter number(long number) {
        out.writeLong(number);
        return this;
    }

    CompactWriter digest(HashCode digest) {
        return bytes(digest.asBytes());
    }

    <T> CompactWriter list(Collection<T> items, BiConsumer<CompactWriter, T> item) {
        out.writeInt(items.size());
        items.forEach(each -> item.accept(this, each));
        return this;
    }

    /** All that was written, and a sum by which damage is found. */
    byte[] finish() {
        CRC32 sum = new CRC32();
        sum.update(out.toByteArray());
        out.writeLong(sum.getValue());
        return out.toByteArray();
    }
}
