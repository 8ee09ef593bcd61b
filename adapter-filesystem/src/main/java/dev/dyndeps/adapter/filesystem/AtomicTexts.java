package dev.dyndeps.adapter.filesystem;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.TextWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Small text files on this machine's disk. */
public final class AtomicTexts implements TextWriter {
    @Override
    public void write(Path file, String text) {
        Path place = file.toAbsolutePath();
        try {
            Folders.make(Folders.of(place));
            PartFile.write(place, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    file.toString(),
                    "it cannot be written: " + Reasons.of(e),
                    "Choose a folder that you can write to and that has room");
        }
    }
}
