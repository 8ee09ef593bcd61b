package dev.dyndeps.cli;

import com.google.common.io.Resources;
import dev.dyndeps.port.ExampleFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The examples of this repository, which the program's jar holds as resources. */
final class ResourceExamples implements ExampleFiles {
    @Override
    public Path copy(String name, Path folder) {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            Resources.copy(Resources.getResource("dev/dyndeps/examples/" + name), out);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
