package dev.dyndeps.testkit;

import com.google.common.hash.HashCode;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ManifestWheel;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ArchiveWriter.Written;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelhouseCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whole wheelhouses in memory; forgets one as soon as one of its wheels is not in the cache of wheels. */
public final class FakeWheelhouseCache implements WheelhouseCache {
    private final WheelCache wheels;
    private final Map<HashCode, Kept> kept = new ConcurrentHashMap<>();

    public FakeWheelhouseCache(WheelCache wheels) {
        this.wheels = wheels;
    }

    @Override
    public Optional<KeptWheelhouse> find(HashCode key, Path folder) {
        return Optional.<KeptWheelhouse>ofNullable(kept.get(key))
                .filter(found -> found.manifest().wheels().stream().allMatch(wheel -> isKept(wheel, folder)));
    }

    private boolean isKept(ManifestWheel wheel, Path folder) {
        return wheels.find(wheel.sha256(), wheel.name().fileName(), folder).isPresent();
    }

    @Override
    public void keep(HashCode key, Manifest manifest, ZipPlan plan, Written written) {
        try {
            kept.put(key, new Kept(manifest, Files.readAllBytes(written.file()), written.sha256()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Kept(Manifest manifest, byte[] bytes, HashCode sha256) implements KeptWheelhouse {
        @Override
        public Written write(Path out) {
            try {
                MoreFiles.createParentDirectories(out.toAbsolutePath());
                Files.write(out, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Written(out, bytes.length, sha256);
        }
    }
}
