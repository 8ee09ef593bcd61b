package dev.dyndeps.adapter.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a zip byte by byte, every field of it as a test wants it. Without any wish it is one that every reader accepts.
 */
final class ZipBytes {
    private final List<ZipEntryBytes> entries = new ArrayList<>();
    private byte[] before = {};
    private byte[] beforeDirectory = {};
    private byte[] afterDirectory = {};
    private byte[] after = {};
    private byte[] comment = {};
    private boolean zip64;
    private Consumer<ByteBuffer> end = b -> {};
    private Consumer<ByteBuffer> zip64End = b -> {};
    private Consumer<ByteBuffer> locator = b -> {};

    static ZipEntryBytes entry(String name) {
        return new ZipEntryBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    ZipBytes add(ZipEntryBytes entry) {
        entries.add(entry);
        return this;
    }

    /** A file of this text, stored. */
    ZipBytes add(String name, String text) {
        return add(entry(name).content(text.getBytes(StandardCharsets.UTF_8)));
    }

    ZipBytes before(String bytes) {
        before = bytes.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    ZipBytes beforeDirectory(String bytes) {
        beforeDirectory = bytes.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    ZipBytes afterDirectory(String bytes) {
        afterDirectory = bytes.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    ZipBytes after(byte[] bytes) {
        after = bytes.clone();
        return this;
    }

    ZipBytes comment(byte[] bytes) {
        comment = bytes.clone();
        return this;
    }

    /** With a zip64 end record and locator, and the plain record's fields saturated. */
    ZipBytes zip64() {
        zip64 = true;
        return this;
    }

    /** Changes the bytes of the end record (APPNOTE 4.3.16). */
    ZipBytes end(Consumer<ByteBuffer> change) {
        end = change;
        return this;
    }

    ZipBytes zip64End(Consumer<ByteBuffer> change) {
        zip64End = change;
        return this;
    }

    ZipBytes locator(Consumer<ByteBuffer> change) {
        locator = change;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(before);
            int[] offsets = new int[entries.size()];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = out.size();
                entries.get(i).writeLocal(out);
            }
            out.write(beforeDirectory);
            int directory = out.size();
            for (int i = 0; i < offsets.length; i++) {
                entries.get(i).writeCentral(out, offsets[i]);
            }
            int size = out.size() - directory;
            out.write(afterDirectory);
            if (zip64) {
                writeZip64(out, directory, size);
            }
            writeEnd(out, directory, size);
            out.write(after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void writeZip64(ByteArrayOutputStream out, int directory, int size) throws IOException {
        int start = out.size();
        ByteBuffer record = little(56)
                .putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0)
                .putLong(entries.size())
                .putLong(entries.size())
                .putLong(size)
                .putLong(directory);
        out.write(array(record, zip64End));
        ByteBuffer pointer =
                little(20).putInt(0x07064b50).putInt(0).putLong(start).putInt(1);
        out.write(array(pointer, locator));
    }

    private void writeEnd(ByteArrayOutputStream out, int directory, int size) throws IOException {
        short count = (short) (zip64 ? 0xffff : entries.size());
        ByteBuffer record = little(22)
                .putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(count)
                .putShort(count)
                .putInt(zip64 ? -1 : size)
                .putInt(zip64 ? -1 : directory)
                .putShort((short) comment.length);
        out.write(array(record, end));
        out.write(comment);
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The buffer's bytes after a change that a test wants. */
    static byte[] array(ByteBuffer buffer, Consumer<ByteBuffer> change) {
        change.accept(buffer);
        byte[] bytes = new byte[buffer.capacity()];
        buffer.rewind().get(bytes);
        return bytes;
    }
}
