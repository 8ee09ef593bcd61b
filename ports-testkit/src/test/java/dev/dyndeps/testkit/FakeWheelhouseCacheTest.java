package dev.dyndeps.testkit;

import com.google.common.hash.HashCode;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelhouseCache;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FakeWheelhouseCacheTest extends WheelhouseCacheContract {
    @TempDir
    Path below;

    private FakeWheelCache wheels;
    private FakeWheelhouseCache cache;

    @BeforeEach
    void empty() {
        wheels = new FakeWheelCache(below);
        cache = new FakeWheelhouseCache(wheels);
    }

    @Override
    protected WheelhouseCache cache() {
        return cache;
    }

    @Override
    protected WheelCache wheels() {
        return wheels;
    }

    @Override
    protected Path place(HashCode sha256, String fileName) {
        return wheels.place(sha256, fileName);
    }
}
