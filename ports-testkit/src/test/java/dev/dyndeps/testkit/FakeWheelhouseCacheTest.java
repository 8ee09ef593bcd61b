package dev.dyndeps.testkit;

import dev.dyndeps.port.WheelhouseCache;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FakeWheelhouseCacheTest extends WheelhouseCacheContract {
    @TempDir
    Path below;

    @Override
    protected WheelhouseCache cache() {
        return new FakeWheelhouseCache(below);
    }
}
