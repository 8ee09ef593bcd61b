package dev.dyndeps.adapter.filesystem;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files with content that a number stands for. */
final class TestFiles {
    private TestFiles() {}

    static Path write(Path file, int size, int seed) throws IOException {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    static HashCode sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256());
    }
}
