package dev.dyndeps.adapter.dbfs;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.testkit.ArtifactStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class VolumeStoreTest extends ArtifactStoreContract {
    @TempDir
    Path root;

    private Emulated emulated;

    @BeforeEach
    void start() {
        emulated = Emulated.in(root);
    }

    @AfterEach
    void stop() {
        emulated.close();
    }

    @Override
    protected ArtifactStore store() {
        return emulated.store;
    }

    @Override
    protected StorePath base() {
        return Emulated.VOLUME;
    }
}
