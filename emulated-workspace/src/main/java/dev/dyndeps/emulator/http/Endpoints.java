package dev.dyndeps.emulator.http;

/** A part of the service's API, and what runs behind it. */
public interface Endpoints extends AutoCloseable {
    void register(Routes routes);

    /** Ends what runs behind the endpoints; called when the server is closed. */
    @Override
    default void close() {}
}
