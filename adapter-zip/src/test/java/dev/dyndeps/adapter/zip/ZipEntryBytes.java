package dev.dyndeps.adapter.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** One entry of {@link ZipBytes}: stored and consistent unless a test says otherwise. */
final class ZipEntryBytes {
    private final byte[] name;
    private byte[] content = {};
    private byte[] packed = {};
    private byte[] extra = {};
    private byte[] localExtra = {};
    private byte[] descriptor = {};
    private byte[] trailing = {};
    private int method;
    private int flags = 1 << 11;
    private int mode = 0100644;
    private Consumer<ByteBuffer> local = b -> {};
    private Consumer<ByteBuffer> central = b -> {};
    private boolean hidden;

    ZipEntryBytes(byte[] name) {
        this.name = name.clone();
    }

    ZipEntryBytes content(byte[] bytes) {
        content = bytes.clone();
        packed = bytes.clone();
        return this;
    }

    ZipEntryBytes deflated() {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed(8, out.toByteArray());
    }

    /** These bytes as the packed ones, whatever the content. */
    ZipEntryBytes packed(int byMethod, byte[] bytes) {
        method = byMethod;
        packed = bytes.clone();
        return this;
    }

    ZipEntryBytes flags(int bits) {
        flags = bits;
        return this;
    }

    ZipEntryBytes mode(int unixMode) {
        mode = unixMode;
        return this;
    }

    ZipEntryBytes extra(byte[] inBothHeaders) {
        extra = inBothHeaders.clone();
        localExtra = inBothHeaders.clone();
        return this;
    }

    ZipEntryBytes localExtra(byte[] bytes) {
        localExtra = bytes.clone();
        return this;
    }

    /** Sizes and CRC behind the data, in 12, 16, 20 or 24 bytes, and not in the local header. */
    ZipEntryBytes descriptor(int length) {
        flags |= 1 << 3;
        ByteBuffer bytes = ZipBytes.little(length);
        if (length == 16 || length == 24) {
            bytes.putInt(0x08074b50);
        }
        bytes.putInt((int) crc());
        if (length >= 20) {
            bytes.putLong(packed.length).putLong(content.length);
        } else {
            bytes.putInt(packed.length).putInt(content.length);
        }
        descriptor = ZipBytes.array(bytes, b -> {});
        return local(b -> b.putInt(14, 0).putInt(18, 0).putInt(22, 0));
    }

    ZipEntryBytes descriptor(Consumer<ByteBuffer> change) {
        change.accept(ByteBuffer.wrap(descriptor).order(ByteOrder.LITTLE_ENDIAN));
        return this;
    }

    ZipEntryBytes trailing(String bytes) {
        trailing = bytes.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** Changes the bytes of the local header, name and extra field not among them (APPNOTE 4.3.7). */
    ZipEntryBytes local(Consumer<ByteBuffer> change) {
        local = local.andThen(change);
        return this;
    }

    /** Changes the bytes of the central header, likewise (APPNOTE 4.3.12). */
    ZipEntryBytes central(Consumer<ByteBuffer> change) {
        central = central.andThen(change);
        return this;
    }

    /** The fields that differ between the tools that write zips, as ours writes them. */
    ZipEntryBytes writtenByUs() {
        return local(b -> b.putShort(4, (short) 10)).central(b -> b.putShort(6, (short) 10));
    }

    /** Only its central header is written: it shares the bytes of another. */
    ZipEntryBytes withoutLocal() {
        hidden = true;
        return this;
    }

    private long crc() {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    void writeLocal(ByteArrayOutputStream out) throws IOException {
        if (hidden) {
            return;
        }
        ByteBuffer header = ZipBytes.little(30)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0x00210000)
                .putInt((int) crc())
                .putInt(packed.length)
                .putInt(content.length)
                .putShort((short) name.length)
                .putShort((short) localExtra.length);
        out.write(ZipBytes.array(header, local));
        out.write(name);
        out.write(localExtra);
        out.write(packed);
        out.write(descriptor);
        out.write(trailing);
    }

    void writeCentral(ByteArrayOutputStream out, int offset) throws IOException {
        ByteBuffer header = ZipBytes.little(46)
                .putInt(0x02014b50)
                .putShort((short) (3 << 8 | 20))
                .putShort((short) 20)
                .putShort((short) flags)
                .putShort((short) method)
                .putInt(0x00210000)
                .putInt((int) crc())
                .putInt(packed.length)
                .putInt(content.length)
                .putShort((short) name.length)
                .putShort((short) extra.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(mode << 16)
                .putInt(offset);
        out.write(ZipBytes.array(header, central));
        out.write(name);
        out.write(extra);
    }
}
