package dev.dyndeps.adapter.filesystem;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Workspaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Temporary folders, mode 0700, below one folder: that of the cache by default and not the system's, so that a wheel
 * gets from a workspace into the cache by a link, and because a system's is often small and kept in memory.
 *
 * <p>A folder goes when it is closed, and at the latest when the process ends in good order or by a signal that it can
 * hear. What a killed process left goes when the next one opens its first workspace: each workspace is locked by its
 * process, and no lock outlives its process. What cannot be deleted at that moment (another program still writes into it)
 * is left to the next process as well.
 */
public final class TempWorkspaces implements Workspaces {
    private static final Set<LockedFolder> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> OPEN.forEach(LockedFolder::remove), "workspaces-removal"));
    }

    private final Path below;
    private final AtomicBoolean swept = new AtomicBoolean();

    /** @param below the folder to make them in, made if missing; other programs' folders in it are left alone */
    public TempWorkspaces(Path below) {
        this.below = below.toAbsolutePath();
    }

    /** @throws UserError ({@code OUTPUT_UNWRITABLE}) if no folder can be made there */
    @Override
    public Workspace open() {
        try {
            Folders.makePrivate(below);
            if (swept.compareAndSet(false, true)) {
                LockedFolder.removeAbandoned(below);
            }
            LockedFolder folder = LockedFolder.make(below);
            OPEN.add(folder);
            return new OpenWorkspace(folder);
        } catch (IOException e) {
            throw new UserError(
                    Code.OUTPUT_UNWRITABLE,
                    below.toString(),
                    "no temporary folder can be made: " + Reasons.of(e),
                    "Make room there, or set " + CacheRoot.VARIABLE + " to another folder");
        }
    }

    private record OpenWorkspace(LockedFolder locked) implements Workspace {
        @Override
        public Path folder() {
            return locked.folder();
        }

        @Override
        public void close() {
            if (OPEN.remove(locked)) {
                locked.remove();
            }
        }
    }
}
