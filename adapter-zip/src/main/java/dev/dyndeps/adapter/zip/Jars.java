package dev.dyndeps.adapter.zip;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars of a program by their names, each with its CRC-32, which a zip has at hand: tells one build from another. */
record Jars(ImmutableMap<String, Long> checksums) {
    private static final String IN_WHEEL = "dyndeps/lib/";

    /** Those of a folder; none if it is not there. */
    static Jars in(Path folder) throws IOException {
        ImmutableMap.Builder<String, Long> found = ImmutableMap.builder();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path jar : jars) {
                    long checksum =
                            MoreFiles.asByteSource(jar).hash(Hashing.crc32()).padToLong();
                    found.put(jar.getFileName().toString(), checksum);
                }
            }
        }
        return new Jars(found.buildOrThrow());
    }

    /** Those that a wheel of the program brings. */
    static Jars of(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            return new Jars(zip.stream()
                    .filter(entry -> entry.getName().startsWith(IN_WHEEL))
                    .collect(ImmutableMap.toImmutableMap(
                            entry -> entry.getName().substring(IN_WHEEL.length()), ZipEntry::getCrc)));
        }
    }
}
