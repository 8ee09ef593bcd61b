package dev.dyndeps.adapter.zip;

import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes, as many as the limits allow for the packed ones. */
final class LimitedStream extends FilterInputStream {
    private final String name;
    private final CountedStream packed;
    private final ArchiveLimits limits;
    private long count;

    LimitedStream(String name, InputStream unpacked, CountedStream packed, ArchiveLimits limits) {
        super(unpacked);
        this.name = name;
        this.packed = packed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws UserError ({@code ZIP_BOMB}) if there are more */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        count += Math.max(n, 0);
        limits.checkTotal(name, count, packed.count());
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
