package dev.dyndeps.testkit;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.port.WheelhouseCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A cache of copies in a test's own temporary folder, hashed at every look. */
public final class FakeWheelhouseCache implements WheelhouseCache {
    private final Path below;

    /** @param below a folder that lasts as long as the test */
    public FakeWheelhouseCache(Path below) {
        this.below = below;
    }

    @Override
    public synchronized Optional<Path> find(HashCode sha256, String fileName) {
        Path kept = below.resolve(sha256.toString()).resolve(fileName);
        try {
            return Files.isRegularFile(kept)
                            && MoreFiles.asByteSource(kept)
                                    .hash(Hashing.sha256())
                                    .equals(sha256)
                    ? Optional.of(kept)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized Path keep(HashCode sha256, Path file) {
        String fileName = file.getFileName().toString();
        Optional<Path> there = find(sha256, fileName);
        if (there.isPresent()) {
            return there.get();
        }
        try {
            Path kept =
                    Files.createDirectories(below.resolve(sha256.toString())).resolve(fileName);
            return Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
