package dev.dyndeps.adapter.filesystem;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of its own that can be full or read-only, even for root; only root can have one. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts an empty one of a mebibyte at {@code folder}, or skips the test where this is not allowed. */
    static SmallDisk mount(Path folder) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()) == 0,
                "this user may not mount a tmpfs, so no disk can be filled");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    void makeReadOnly() {
        if (run("mount", "-o", "remount,ro", folder.toString()) != 0) {
            throw new AssertionError("cannot be made read-only");
        }
    }

    @Override
    public void close() {
        if (run("umount", folder.toString()) != 0) {
            throw new AssertionError("something still has a file open in " + folder);
        }
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException noSuchProgram) {
            return -1;
        }
    }
}
