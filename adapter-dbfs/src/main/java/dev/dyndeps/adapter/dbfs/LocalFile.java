package dev.dyndeps.adapter.dbfs;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A file of this machine that is to be sent, with the size and the digest that it had when it was looked at. */
record LocalFile(Path file, long size, HashCode sha256, LongConsumer progress) {
    /**
     * Reads the file once: hashing is a small part of sending, and a wrong file is noticed before anything is made.
     *
     * @throws UserError ({@code INPUT_MISSING}) if there is no such file, ({@code INPUT_CHANGED}) if its content is not that
     *     of the digest
     */
    static LocalFile of(Path file, HashCode sha256, ProgressListener listener) {
        if (!Files.isRegularFile(file)) {
            String why = Files.isDirectory(file) ? "it is a folder" : "there is no such file";
            throw new UserError(Code.INPUT_MISSING, file.toString(), why, "Check the path");
        }
        try {
            long size = Files.size(file);
            if (!MoreFiles.asByteSource(file).hash(Hashing.sha256()).equals(sha256)) {
                throw changed(file);
            }
            return new LocalFile(file, size, sha256, sent -> listener.advance(sent, size, ProgressListener.Unit.BYTES));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The content anew, for one more attempt. */
    UploadStream open() {
        try {
            return new UploadStream(Files.newInputStream(file), sha256, progress);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static UserError changed(Path file) {
        return new UserError(
                Code.INPUT_CHANGED,
                file.toString(),
                "the file changed while it was read, or is not the one that was announced",
                "Leave the file alone and run again");
    }

    private static RuntimeException unreadable(Path file, IOException e) {
        return Files.isReadable(file)
                ? new UncheckedIOException(e)
                : new UserError(Code.INPUT_MISSING, file.toString(), "it cannot be read", "Check the path");
    }
}
