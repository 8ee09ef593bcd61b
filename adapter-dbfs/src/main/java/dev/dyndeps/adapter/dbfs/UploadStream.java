package dev.dyndeps.adapter.dbfs;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.LongConsumer;

/**
 * The content of a file on its way, once. The SDK sends a request again when the service is busy, and would send the rest of
 * a stream that is used up, which is nothing: so a stream that was read to its end or closed refuses to be read. A stream
 * whose bytes are not those that were announced breaks off before its end.
 */
final class UploadStream extends FilterInputStream {
    private final HashingInputStream content;
    private final HashCode sha256;
    private final LongConsumer progress;
    private long sent;
    private boolean used;

    UploadStream(InputStream content, HashCode sha256, LongConsumer progress) {
        this(new HashingInputStream(Hashing.sha256(), content), sha256, progress);
    }

    private UploadStream(HashingInputStream content, HashCode sha256, LongConsumer progress) {
        super(content);
        this.content = content;
        this.sha256 = sha256;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (used) {
            throw new ReadAgain();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        int read = in.read(buffer, offset, length);
        if (read < 0) {
            used = true;
            if (!content.hash().equals(sha256)) {
                throw new Changed();
            }
        } else {
            sent += read;
            progress.accept(sent);
        }
        return read;
    }

    @Override
    public long skip(long bytes) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        used = true;
        super.close();
    }

    /** The SDK tried to send a stream that it had sent. */
    static final class ReadAgain extends IOException {
        private static final long serialVersionUID = 1L;

        ReadAgain() {
            super("the service was busy (429 or 503)");
        }
    }

    /** The file's content is not the one that was announced. */
    static final class Changed extends IOException {
        private static final long serialVersionUID = 1L;

        Changed() {
            super("the content is not the one that was announced");
        }
    }
}
