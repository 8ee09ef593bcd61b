package dev.dyndeps.port;

import com.google.common.hash.HashCode;
import java.util.Optional;

/**
 * Remembers short texts by the digest of all that they follow from, for many processes at once. A note is whole or not
 * there; one that was damaged is not there. What cannot be written is not remembered.
 */
public interface Notes {
    Optional<String> find(HashCode key);

    /** Remembers {@code text}, in place of what was remembered under this key. */
    void keep(HashCode key, String text);
}
