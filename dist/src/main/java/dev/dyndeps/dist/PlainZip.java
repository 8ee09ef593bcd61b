package dev.dyndeps.dist;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.zip.PackedZip;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code dyndeps-VERSION.zip}: {@code bin/dyndeps} and what it needs, the jars among it, in a folder named as the zip. */
final class PlainZip {
    private PlainZip() {}

    static Path make(Distribution distribution) throws IOException {
        String folder = "dyndeps-" + distribution.version();
        Path file = distribution.output().resolve(folder + ".zip");
        Files.deleteIfExists(file);
        try (PackedZip zip = PackedZip.create(file)) {
            zip.add(folder + "/bin/dyndeps", distribution.launchers().resolve("bin/dyndeps"));
            zip.add(folder + "/classes.sh", distribution.launchers().resolve("classes.sh"));
            zip.add(folder + "/jvm.options", distribution.flags());
            for (Path jar : jars(distribution.jars())) {
                zip.add(folder + "/lib/" + jar.getFileName(), jar);
            }
            zip.finish();
        }
        return file;
    }

    /** The jars of a folder in the order of their names. */
    static ImmutableList<Path> jars(Path folder) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            return ImmutableList.sortedCopyOf(found);
        }
    }
}
