package dev.dyndeps.testkit;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import org.junit.jupiter.api.Nested;

class InMemoryArtifactStoreTest {
    @Nested
    class OnADisk extends ArtifactStoreContract {
        private final ArtifactStore store = new InMemoryArtifactStore();

        @Override
        protected ArtifactStore store() {
            return store;
        }

        @Override
        protected StorePath base() {
            return StorePath.of("/base/of/ours");
        }
    }

    @Nested
    class OnDbfs extends ArtifactStoreContract {
        private final ArtifactStore store = new InMemoryArtifactStore();

        @Override
        protected ArtifactStore store() {
            return store;
        }

        @Override
        protected StorePath base() {
            return StorePath.of("dbfs:/base");
        }
    }
}
