package dev.dyndeps.testkit;

import com.google.common.hash.HashCode;
import dev.dyndeps.port.Notes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notes in memory. */
public final class FakeNotes implements Notes {
    private final Map<HashCode, String> notes = new ConcurrentHashMap<>();

    @Override
    public Optional<String> find(HashCode key) {
        return Optional.ofNullable(notes.get(key));
    }

    @Override
    public void keep(HashCode key, String text) {
        notes.put(key, text);
    }
}
