package dev.dyndeps.testkit;

import com.google.common.hash.HashCode;
import dev.dyndeps.port.WheelCache;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FakeWheelCacheTest extends WheelCacheContract {
    @TempDir
    Path below;

    private FakeWheelCache cache;

    @BeforeEach
    void empty() {
        cache = new FakeWheelCache(below);
    }

    @Override
    protected WheelCache cache() {
        return cache;
    }

    @Override
    protected Path place(HashCode sha256, String fileName) {
        return cache.place(sha256, fileName);
    }
}
