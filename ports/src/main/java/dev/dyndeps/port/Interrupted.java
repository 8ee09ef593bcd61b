package dev.dyndeps.port;

/**
 * The thread was interrupted while it waited; the flag is set again before this is thrown. Whoever catches it cleans up
 * and lets it go on.
 */
public final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Interrupted(String during) {
        super("interrupted during " + during);
    }
}
