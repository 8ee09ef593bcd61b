package dev.dyndeps.port;

import dev.dyndeps.domain.pipeline.RunMarker;

/** This machine and this process, as far as others must know them. */
public interface Machine {
    /** Who runs here: user, host, process and its start. */
    RunMarker.Owner owner();

    /**
     * Whether the process of an owner may still be working: true if it is, or if that cannot be told from here, since
     * it is on another host.
     */
    boolean mayBeAlive(RunMarker.Owner owner);

    /** The time, in milliseconds since 1970. */
    long now();
}
