package dev.dyndeps.emulator.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes that are read, so that a test can look at them. */
final class KeptInput extends FilterInputStream {
    private static final int KEPT = 64 << 10;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    KeptInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        synchronized (seen) {
            if (read > 0 && seen.size() < KEPT) {
                seen.write(buffer, offset, Math.min(read, KEPT - seen.size()));
            }
        }
        return read;
    }

    /** As text of one byte a character: what is searched for is ASCII. */
    String seen() {
        synchronized (seen) {
            return seen.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
