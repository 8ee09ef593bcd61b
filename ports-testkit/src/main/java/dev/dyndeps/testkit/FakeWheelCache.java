package dev.dyndeps.testkit;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.WheelCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Copies of wheels in a folder; what is in them in memory. */
public final class FakeWheelCache implements WheelCache {
    private final Path below;
    private final Map<Path, WheelContents> contents = new HashMap<>();

    /** @param below where the copies are */
    public FakeWheelCache(Path below) {
        this.below = below;
    }

    @Override
    public synchronized Optional<KeptWheel> find(HashCode sha256, String fileName, Path folder) {
        Path kept = place(sha256, fileName);
        try {
            if (!contents.containsKey(kept)
                    || !MoreFiles.asByteSource(kept).hash(Hashing.sha256()).equals(sha256)) {
                return Optional.empty();
            }
            Path file =
                    Files.createDirectories(folder.resolve(sha256.toString())).resolve(fileName);
            Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(new KeptWheel(file, contents.get(kept)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void keep(Path wheel, WheelContents found) {
        Path kept = place(found.sha256(), found.name().fileName());
        try {
            Files.createDirectories(kept.getParent());
            Files.copy(wheel, kept, StandardCopyOption.REPLACE_EXISTING);
            contents.put(kept, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that stands for a wheel here, to be damaged or deleted by a test. */
    public Path place(HashCode sha256, String fileName) {
        return below.resolve(sha256.toString()).resolve(fileName);
    }
}
