package dev.dyndeps.port;

import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import java.nio.file.Path;

/** Looks into a wheel. */
public interface WheelReader {
    /**
     * Reads the whole wheel once and checks it as a container and, byte by byte, against its own RECORD.
     *
     * @param wheel a file whose name follows the wheel specification
     * @throws UserError ({@code WHEEL_NAME}, {@code WHEEL_MALFORMED}, {@code WHEEL_RECORD}, {@code ZIP_*})
     */
    WheelContents read(Path wheel);

    /**
     * Reads what is needed of a wheel whose every byte was compared with what an index or a lock file has: it is checked as
     * a container, and RECORD for names and sizes. The contents of its files are not hashed again, one by one.
     *
     * @param digests those of the whole file, which is not read for them
     * @throws UserError as {@link #read(Path)}
     */
    WheelContents read(Path wheel, Digests digests);
}
