package dev.dyndeps.application;

import dev.dyndeps.domain.pipeline.StorePath;

/** The folder of a run that failed could not be removed. Suppressed in the failure that came first. */
public final class LeftBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StorePath folder;
    private final transient StorePath base;

    LeftBehind(StorePath folder, StorePath base, RuntimeException cause) {
        super(folder + " is left", cause);
        this.folder = folder;
        this.base = base;
    }

    public StorePath folder() {
        return folder;
    }

    /** Where a clean-up finds it. */
    public StorePath base() {
        return base;
    }
}
