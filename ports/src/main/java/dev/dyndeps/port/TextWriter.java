package dev.dyndeps.port;

import dev.dyndeps.domain.UserError;
import java.nio.file.Path;

/** Writes small text files. */
@FunctionalInterface
public interface TextWriter {
    /**
     * Writes the text in UTF-8. The file appears whole by one rename, replacing what was there; missing folders are made.
     *
     * @throws UserError ({@code OUTPUT_UNWRITABLE}) if the folder cannot be written to or the disk is full
     */
    void write(Path file, String text);
}
