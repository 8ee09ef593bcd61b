package dev.dyndeps.port;

import java.nio.file.Path;

/** The example inputs, and the checks that go with them, which this program brings. */
@FunctionalInterface
public interface ExampleFiles {
    /**
     * Writes one of them to a folder, under its own name.
     *
     * @param name such as {@code pure_python.zip} or {@code pure_python.check.py}
     * @return the file
     * @throws IllegalArgumentException if there is none of this name
     */
    Path copy(String name, Path folder);
}
