package dev.dyndeps.adapter.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A range of a file. */
final class SliceStream extends InputStream {
    private final FileBytes file;
    private final long end;
    private long at;

    SliceStream(FileBytes file, long offset, long length) {
        this.file = file;
        this.at = offset;
        this.end = offset + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= end) {
            return -1;
        }
        int n = file.read(at, into, offset, (int) Math.min(length, end - at));
        if (n < 0) {
            throw new EOFException("the file was cut off while it was read");
        }
        at += n;
        return n;
    }
}
