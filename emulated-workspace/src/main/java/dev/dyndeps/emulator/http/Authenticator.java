package dev.dyndeps.emulator.http;

import java.util.Optional;

/** Knows callers by what they carry. */
@FunctionalInterface
public interface Authenticator {
    /**
     * @param bearer the token of the {@code Authorization} header
     * @throws ApiError 401 without a token, 403 with one that is unknown or expired
     */
    User authenticate(Optional<String> bearer);
}
