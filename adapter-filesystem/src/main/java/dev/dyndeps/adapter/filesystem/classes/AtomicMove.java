package dev.dyndeps.adapter.filesystem.classes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a finished file in its place; whatever happens to the machine, what is there then is whole. */
final class AtomicMove {
    private AtomicMove() {}

    static void of(Path part, Path place) throws IOException {
        try (FileChannel channel = FileChannel.open(part)) {
            channel.force(true);
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
