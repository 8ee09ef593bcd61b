package dev.dyndeps.port;

import com.google.common.collect.ImmutableList;

/** Finds out what of the programs that we need is on this machine. */
public interface SetupProbe {
    /** Looks; installs nothing. In a fixed order. */
    ImmutableList<Finding> probe();

    /**
     * @param what the program, such as {@code Java} or {@code pip (tools environment)}
     * @param state whether it is there
     * @param detail version and place, or what is missing
     * @param fix what to do if it is missing; empty if it is there
     */
    record Finding(String what, State state, String detail, String fix) {}

    /** Whether a program is there, will be installed when it is first needed, or has to be installed by a person. */
    enum State {
        PRESENT,
        ON_DEMAND,
        MISSING
    }
}
