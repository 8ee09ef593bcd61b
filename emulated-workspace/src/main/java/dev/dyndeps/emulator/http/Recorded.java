package dev.dyndeps.emulator.http;

import com.google.common.collect.ImmutableListMultimap;

/**
 * A request and how it was answered.
 *
 * @param path as it was sent
 * @param headers names in lower case
 * @param body its first 64 KiB, as far as they were read
 * @param status of the answer; 0 if the connection was cut
 */
public record Recorded(
        String method,
        String path,
        ImmutableListMultimap<String, String> query,
        ImmutableListMultimap<String, String> headers,
        String body,
        int status) {
    /** Such as {@code GET /api/2.0/dbfs/read}. */
    public String request() {
        return method + " " + path;
    }
}
