package dev.dyndeps.adapter.zip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names as their bytes are, one character for each. */
final class RawNames {
    private RawNames() {}

    /** The next bytes of the buffer. */
    static String of(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
