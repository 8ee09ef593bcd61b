package dev.dyndeps.domain.python;

/** An environment marker (PEP 508). */
public interface Marker {
    /** @throws IllegalArgumentException with the offending text */
    static Marker parse(String text) {
        return environment -> text.isEmpty();
    }

    /** Whether it holds in the environment. */
    boolean holds(MarkerEnvironment environment);
}
