package dev.dyndeps.adapter.dbfs;

import com.databricks.sdk.core.DatabricksError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Copies what comes from the service, and tells its failures from those of this machine's disk. */
final class Copying {
    private static final int BUFFER = 64 << 10;

    private Copying() {}

    /**
     * @return how many bytes there were until the end, which a cut connection looks like, too
     * @throws DatabricksError if {@code in} fails
     * @throws IOException if {@code out} fails
     */
    static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
            out.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    private static int read(InputStream in, byte[] buffer) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            return in.read(buffer);
        } catch (IOException e) {
            throw new DatabricksError("IO_ERROR", 523, e);
        }
    }
}
