package dev.dyndeps.cli;

import dev.dyndeps.adapter.filesystem.CacheRoot;
import dev.dyndeps.domain.pipeline.StorePath;

/** Where things are on this machine. */
record Settings(CacheRoot cache) {
    /** Where runs are made if no base is given. */
    StorePath base() {
        return StorePath.of(cache.folder().resolve("base").toString());
    }
}
