package dev.dyndeps.adapter.zip;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A small wheel shaped as the program's, and what pip makes of it: its files, and more lines in RECORD. */
final class InstalledWheel {
    static final String NAME = "dyndeps-0.1.0.dev0-py3-none-manylinux_2_34_x86_64.whl";
    static final String DIST_INFO = "dyndeps-0.1.0.dev0.dist-info";

    private static final Map<String, String> FILES = Map.of(
            "dyndeps/__init__.py",
            "",
            "dyndeps/__main__.py",
            "print('hello')\n",
            "dyndeps/lib/a.jar",
            "jar a",
            "dyndeps/lib/b.jar",
            "jar b",
            "dyndeps/java/bin/java",
            "an executable",
            DIST_INFO + "/METADATA",
            "Metadata-Version: 2.1\nName: dyndeps\nVersion: 0.1.0.dev0\n",
            DIST_INFO + "/WHEEL",
            "Wheel-Version: 1.0\nTag: py3-none-manylinux_2_34_x86_64\n",
            DIST_INFO + "/entry_points.txt",
            "[console_scripts]\ndyndeps = dyndeps.__main__:main\n");

    private InstalledWheel() {}

    /** Makes the wheel in a folder, by way of another folder in it. */
    static Path make(Path folder) throws IOException {
        ImmutableSortedMap.Builder<String, Path> files = ImmutableSortedMap.naturalOrder();
        for (Map.Entry<String, String> entry : FILES.entrySet()) {
            Path file = folder.resolve("staging").resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
            if (entry.getKey().endsWith("/java")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            files.put(entry.getKey(), file);
        }
        ProgramWheel program = new ProgramWheel(DIST_INFO, files.buildOrThrow());
        Path wheel = folder.resolve(NAME);
        program.packTo(wheel, program.hashes());
        return wheel;
    }

    /** Installs it as pip does, and gives the program's folder. */
    static Path install(Path wheel, Path site) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(wheel).get()) {
            for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
                ZipArchiveEntry entry = entries.nextElement();
                Path file = site.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                boolean executable = (entry.getUnixMode() & 0111) != 0;
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
        Path record = site.resolve(DIST_INFO).resolve("RECORD");
        String before = Files.readString(record);
        Files.writeString(
                record,
                "../../../bin/dyndeps,sha256=mS8o6OYHFRPZ4qmFvJIhbIwtv3I8bfXsmvxYfC7rR3g,207\n" + before
                        + DIST_INFO + "/INSTALLER,sha256=zuuue4knoyJ-UwPPXg8fezS7VCrXJQrAP7zeNuwvFQg,4\n"
                        + "dyndeps/__pycache__/__main__.cpython-311.pyc,,\n",
                StandardOpenOption.TRUNCATE_EXISTING);
        return site.resolve("dyndeps");
    }
}
