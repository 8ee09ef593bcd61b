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
}
