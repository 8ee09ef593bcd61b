package dev.dyndeps.port;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.pipeline.RunId;
import java.util.Optional;

/** Knows which runs a service is working on, whoever started or watches them. */
@FunctionalInterface
public interface ActiveRuns {
    /**
     * The runs that have started, or wait for their start, and have not ended; empty if the caller may not ask.
     *
     * @throws RemoteError if the service cannot be reached
     */
    Optional<ImmutableSet<RunId>> active();

    /** For runs that work as long as the process which started them, and are known by it. */
    ActiveRuns NONE = () -> Optional.of(ImmutableSet.of());
}
