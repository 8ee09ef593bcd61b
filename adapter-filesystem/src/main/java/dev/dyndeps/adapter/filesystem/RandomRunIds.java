package dev.dyndeps.adapter.filesystem;

import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.port.RunIds;
import java.util.UUID;

/** Random UUIDs (version 4), from the system's secure source. */
public final class RandomRunIds implements RunIds {
    @Override
    public RunId next() {
        return RunId.of(UUID.randomUUID());
    }
}
