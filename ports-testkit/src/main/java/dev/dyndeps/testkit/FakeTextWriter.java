package dev.dyndeps.testkit;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.TextWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/** Writes texts as the port says, but for the file names that it was told to refuse. */
public final class FakeTextWriter implements TextWriter {
    private final Set<String> refused = new HashSet<>();

    /** From now on, a file of this name cannot be written. */
    public FakeTextWriter refusing(String fileName) {
        refused.add(fileName);
        return this;
    }

    @Override
    public void write(Path file, String text) {
        Path folder = file.toAbsolutePath().getParent();
        String name = String.valueOf(file.getFileName());
        try {
            if (refused.contains(name)) {
                throw new IOException("no space left");
            }
            Files.createDirectories(folder);
            Path part = Files.writeString(Files.createTempFile(folder, name, ".part"), text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE, file.toString(), "it cannot be written: " + e, "Choose another folder");
        }
    }
}
