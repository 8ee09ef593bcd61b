package dev.dyndeps.adapter.filesystem;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A folder of this process, {@code w-<pid>-<start>-<number>}, with a lock file beside it that is locked for as long as
 * both live. The lock file is there before the folder and goes after it: a folder without one is nobody's.
 */
final class LockedFolder {
    private static final String PREFIX = "w-";
    private static final String LOCK = ".lock";
    private static final int RADIX = 36;

    /** Tells this process from all others on this machine, even from one that had its number before. */
    private static final String MINE = PREFIX
            + ProcessHandle.current().pid()
            + "-"
            + Long.toString(
                    ProcessHandle.current()
                            .info()
                            .startInstant()
                            .orElse(Instant.EPOCH)
                            .toEpochMilli(),
                    RADIX)
            + "-";

    private static final AtomicLong MADE = new AtomicLong();

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private LockedFolder(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    Path folder() {
        return folder;
    }

    static LockedFolder make(Path below) throws IOException {
        while (true) {
            Path folder = below.resolve(MINE + MADE.incrementAndGet());
            Path lockFile = lockFile(folder);
            FileChannel lock;
            try {
                lock = FileChannel.open(lockFile, CREATE_NEW, WRITE);
            } catch (FileAlreadyExistsException e) {
                continue; // of a process of the same number in another container
            }
            try {
                // Between these two lines another process may take the file for abandoned and delete it.
                if (lock.tryLock() != null && Files.exists(lockFile)) {
                    Folders.makePrivate(folder);
                    return new LockedFolder(folder, lockFile, lock);
                }
                lock.close();
            } catch (IOException e) {
                try (lock) {
                    Files.deleteIfExists(lockFile);
                }
                throw e;
            }
        }
    }

    /** Deletes the folder and gives up the lock; what cannot be deleted is abandoned. */
    void remove() {
        try (lock) {
            Folders.delete(folder);
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            // the next process tries again
        }
    }

    /** Deletes what processes left that are no more. */
    static void removeAbandoned(Path below) throws IOException {
        for (Path folder : ofOthers(below)) {
            removeIfAbandoned(folder);
        }
    }

    /** What processes left that are no more; it may be gone the next moment. */
    static ImmutableSet<Path> abandoned(Path below) {
        try {
            return ofOthers(below).stream()
                    .filter(folder -> !isAlive(folder))
                    .filter(folder -> Files.exists(folder))
                    .collect(ImmutableSet.toImmutableSet());
        } catch (IOException none) {
            return ImmutableSet.of();
        }
    }

    /** Whether another process has a folder there now. */
    static boolean othersAreAlive(Path below) {
        try {
            return ofOthers(below).stream().anyMatch(LockedFolder::isAlive);
        } catch (IOException none) {
            return false;
        }
    }

    /** The folders of other processes, those of which only the lock is left among them. */
    private static ImmutableSet<Path> ofOthers(Path below) throws IOException {
        ImmutableSet.Builder<Path> folders = ImmutableSet.builder();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(below, PREFIX + "*")) {
            for (Path path : found) {
                String name = path.getFileName().toString();
                // To open and close a file that this process has locked would give up the lock (POSIX).
                if (!name.startsWith(MINE)) {
                    folders.add(below.resolve(name.replace(LOCK, "")));
                }
            }
        }
        return folders.build();
    }

    private static boolean isAlive(Path folder) {
        try (FileChannel lock = FileChannel.open(lockFile(folder), WRITE)) {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // another thread of this process is about it
        } catch (IOException gone) {
            return false;
        }
    }

    /** Whether it is gone now. */
    static boolean removeIfAbandoned(Path folder) {
        Path lockFile = lockFile(folder);
        try {
            if (Files.notExists(lockFile)) {
                Folders.delete(folder);
                return true;
            }
            try (FileChannel lock = FileChannel.open(lockFile, WRITE)) {
                if (lock.tryLock() == null) {
                    return false;
                }
                Folders.delete(folder);
                Files.deleteIfExists(lockFile);
                return true;
            }
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process is about it
        } catch (IOException e) {
            return false; // gone meanwhile, or not ours: the next process tries again
        }
    }

    private static Path lockFile(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
