package dev.dyndeps.adapter.spark;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip as the task script wants it, without the builder: the package {@code demo} 1.0, and a runtime that does no more
 * than put its one module into a tree.
 */
record HandMadeWheelhouse(Path file, String sha256) {
    /** @param version what the manifest says of {@code demo} */
    static HandMadeWheelhouse in(Path folder, String version) throws IOException {
        Path file = Files.createDirectories(folder).resolve("demo.wheelhouse.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "wheelhouse.json", """
                    {"requested": ["demo"], "wheels": [{"name": "demo", "roots": ["demo"], "version": "%s"}]}
                    """.formatted(version));
            put(zip, "demo-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n");
            put(zip, "demo/__init__.py", """
                    import _wheelhouse_0123456789ab
                    __file__ = _wheelhouse_0123456789ab.module()
                    exec(open(__file__).read())
                    """);
            put(zip, "_wheelhouse_0123456789ab/__init__.py", """
                    import os
                    def module():
                        folder = os.path.join(os.environ["DYNDEPS_NODE_CACHE"], "trees", "0123456789ab", "demo")
                        os.makedirs(folder, exist_ok=True)
                        part, whole = (os.path.join(folder, n) for n in ("part%d" % os.getpid(), "__init__.py"))
                        with open(part, "w") as out:
                            out.write("def twice(n): return 2 * n\\n")
                        os.replace(part, whole)
                        return whole
                    """);
        }
        return new HandMadeWheelhouse(
                file, MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
