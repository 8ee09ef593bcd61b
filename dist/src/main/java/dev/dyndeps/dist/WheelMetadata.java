package dev.dyndeps.dist;

import dev.dyndeps.domain.python.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The files of {@code .dist-info}: core metadata (PEP 566, PEP 643), WHEEL (PEP 427) and entry points. */
final class WheelMetadata {
    private WheelMetadata() {}

    static void write(Path folder, Version version, String tag) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("METADATA"), String.format(Locale.ROOT, """
                Metadata-Version: 2.2
                Name: dyndeps
                Version: %s
                Summary: Python dependencies on every Spark worker, from one zip.
                Keywords: spark,databricks,dependencies,wheelhouse
                Classifier: Environment :: Console
                Classifier: Operating System :: POSIX :: Linux
                Classifier: Programming Language :: Java
                Classifier: Programming Language :: Python :: 3 :: Only
                Requires-Python: >=3.8
                Description-Content-Type: text/markdown

                # dyndeps

                Takes a zip of Python dependencies, recognises its shape, and turns it into one *wheelhouse*: a single zip that
                any Spark imports through plain `addPyFile`, native code included.

                This wheel brings the Java that the program runs on. Its licence and notices are in `dyndeps/java/legal`.

                ```console
                $ dyndeps --help
                ```
                """, version));
        Files.writeString(folder.resolve("WHEEL"), String.format(Locale.ROOT, """
                Wheel-Version: 1.0
                Generator: dyndeps-dist
                Root-Is-Purelib: false
                Tag: %s
                """, tag));
        Files.writeString(folder.resolve("entry_points.txt"), """
                [console_scripts]
                dyndeps = dyndeps.__main__:main
                """);
    }
}
