package dev.dyndeps.adapter.filesystem;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter.Written;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A wheelhouse without the bytes of its wheels: what stands between them, and which they are.
 *
 * @param parts in their order
 * @param end what comes after the last
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Recipe(Manifest manifest, long size, HashCode sha256, ImmutableList<Part> parts, byte[] end) {
    private static final String KIND = "dyndeps wheelhouse 1";

    /** A wheel, and the bytes before it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Part(byte[] before, HashCode wheel, String fileName, long size) {}

    /** Takes apart what was written. */
    static Recipe of(Manifest manifest, ZipPlan plan, Written written) throws IOException {
        ImmutableList.Builder<Part> parts = ImmutableList.builder();
        try (FileChannel zip = FileChannel.open(written.file())) {
            long at = 0;
            for (ZipPlan.Stored stored : plan.contents()) {
                ZipPlan.Content wheel = stored.content();
                String fileName = wheel.path().substring(wheel.path().lastIndexOf('/') + 1);
                parts.add(new Part(
                        bytes(zip, at, stored.offset()), HashCode.fromString(wheel.key()), fileName, wheel.size()));
                at = stored.offset() + wheel.size();
            }
            return new Recipe(
                    manifest, written.size(), written.sha256(), parts.build(), bytes(zip, at, written.size()));
        }
    }

    private static byte[] bytes(FileChannel zip, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (buffer.hasRemaining()) {
            if (zip.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("it ends before " + to);
            }
        }
        return buffer.array();
    }

    static Optional<Recipe> read(Path file) {
        return CompactReader.read(
                file,
                KIND,
                in -> new Recipe(
                        ManifestText.read(in),
                        in.number(),
                        in.digest(),
                        in.list(part -> new Part(part.bytes(), part.digest(), part.text(), part.number())),
                        in.bytes()));
    }

    byte[] text() {
        CompactWriter out = new CompactWriter(KIND);
        ManifestText.write(out, manifest);
        return out.number(size)
                .digest(sha256)
                .list(
                        parts,
                        (to, part) -> to.bytes(part.before)
                                .digest(part.wheel)
                                .text(part.fileName)
                                .number(part.size))
                .bytes(end)
                .finish();
    }
}
