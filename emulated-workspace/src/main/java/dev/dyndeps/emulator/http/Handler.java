package dev.dyndeps.emulator.http;

import java.io.IOException;

/** Answers one kind of call. Called by many threads at once. */
@FunctionalInterface
public interface Handler {
    /**
     * @throws ApiError to say no
     * @throws IOException if the caller hung up; nothing is answered
     */
    Answer handle(Call call) throws IOException;
}
