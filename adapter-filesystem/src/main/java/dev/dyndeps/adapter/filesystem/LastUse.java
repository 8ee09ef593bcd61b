package dev.dyndeps.adapter.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * When something in the cache was last of use: the time of change of the small file that belongs to it. It decides what
 * goes first and nothing else, so that a clock that jumps does no harm.
 */
final class LastUse {
    private LastUse() {}

    static void isNow(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException readOnlyOrGone) {
            // it counts as older than it is
        }
    }
}
