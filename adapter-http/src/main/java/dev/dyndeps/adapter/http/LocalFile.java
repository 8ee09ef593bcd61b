package dev.dyndeps.adapter.http;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Digests;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelResolver.ResolvedWheel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A wheel in a folder of the operator's ({@code PIP_FIND_LINKS}): it is copied, since the file may change. */
final class LocalFile {
    private static final int CHUNK = 1 << 18;

    private LocalFile() {}

    /**
     * Copies what a {@code file:} URL names.
     *
     * @return the digests of it
     * @throws UserError ({@code LOCK_MISMATCH}) if it is another file than was asked for
     * @throws RemoteError if there is none that can be read
     */
    static Digests copy(ResolvedWheel wheel, PartialFile part, Tally tally) throws IOException {
        try (FileChannel file = open(wheel)) {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            while (file.read(buffer) >= 0) {
                buffer.flip();
                tally.add(buffer.remaining());
                part.append(buffer);
                buffer.clear();
            }
        }
        Digests found = part.digests();
        if (!found.sha256().equals(wheel.sha256())) {
            throw new UserError(
                    Code.LOCK_MISMATCH,
                    wheel.name().fileName(),
                    "its digest is sha256:" + found.sha256() + " and not sha256:" + wheel.sha256() + "; it is in "
                            + wheel.url().getPath(),
                    "Find out who changed it, or make the lock file anew");
        }
        return found;
    }

    private static FileChannel open(ResolvedWheel wheel) {
        try {
            return FileChannel.open(Path.of(wheel.url()));
        } catch (IOException | IllegalArgumentException e) {
            throw new RemoteError(
                    wheel.url().getPath() + " cannot be read", "Check pip's find-links setting (pip config list)");
        }
    }
}
