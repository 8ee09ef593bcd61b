package dev.dyndeps.adapter.python;

import dev.dyndeps.port.Interrupted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time, among the threads of this process and the processes of this machine; freed when a process dies. */
final class FolderLock {
    /** A file lock belongs to the process, so threads need one more. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private FolderLock() {}

    /** Runs {@code action} while nobody else holds {@code file}; {@code waiting} is run first if somebody does now. */
    static void holding(Path file, Runnable waiting, Action action) throws IOException {
        ReentrantLock thread = THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), key -> new ReentrantLock());
        if (!thread.tryLock()) {
            waiting.run();
            try {
                thread.lockInterruptibly();
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(channel, waiting);
            // Closing the channel frees the file.
            action.run();
        } finally {
            thread.unlock();
        }
    }

    private static void lock(FileChannel channel, Runnable waiting) throws IOException {
        try {
            if (channel.tryLock() == null) {
                waiting.run();
                channel.lock();
            }
        } catch (FileLockInterruptionException e) {
            throw interrupted();
        }
    }

    private static Interrupted interrupted() {
        Thread.currentThread().interrupt();
        return new Interrupted("the wait for a Python environment");
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }
}
