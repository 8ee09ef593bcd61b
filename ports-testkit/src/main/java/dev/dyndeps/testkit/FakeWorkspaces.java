package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableSet;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.port.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Workspaces below a test's own temporary folder; knows which ones nobody has closed. */
public final class FakeWorkspaces implements Workspaces {
    private final Path below;
    private final Set<Path> open = new ConcurrentSkipListSet<>();

    /** @param below a folder that lasts as long as the test */
    public FakeWorkspaces(Path below) {
        this.below = below;
    }

    /** The folders that were opened and not closed yet. */
    public ImmutableSet<Path> leftOpen() {
        return ImmutableSet.copyOf(open);
    }

    @Override
    public Workspace open() {
        try {
            Path folder = Files.createTempDirectory(
                    below,
                    "workspace-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            open.add(folder);
            return new Folder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Folder implements Workspace {
        private final Path folder;

        Folder(Path folder) {
            this.folder = folder;
        }

        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public void close() {
            open.remove(folder);
            if (Files.exists(folder)) {
                try {
                    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
