package dev.dyndeps.testkit;

import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.port.Machine;
import java.util.HashSet;
import java.util.Set;

/** A machine whose processes and time a test sets. Its own process is alive. */
public final class FakeMachine implements Machine {
    private final RunMarker.Owner owner;
    private final Set<RunMarker.Owner> alive = new HashSet<>();
    private long now;

    /** The time is that of the process's start. */
    public FakeMachine(RunMarker.Owner owner) {
        this.owner = owner;
        this.now = owner.started();
        alive.add(owner);
    }

    /** A process more that is working here. */
    public FakeMachine running(RunMarker.Owner process) {
        alive.add(process);
        return this;
    }

    /** From now on, this is the time, in milliseconds since 1970. */
    public FakeMachine at(long millis) {
        now = millis;
        return this;
    }

    @Override
    public RunMarker.Owner owner() {
        return owner;
    }

    @Override
    public boolean mayBeAlive(RunMarker.Owner other) {
        return !other.host().equals(owner.host()) || alive.contains(other);
    }

    @Override
    public long now() {
        return now;
    }
}
