package dev.dyndeps.port;

import dev.dyndeps.domain.pipeline.RunId;

/** Makes run ids, each one new. */
@FunctionalInterface
public interface RunIds {
    RunId next();
}
