package dev.dyndeps.adapter.python;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.port.Interrupted;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once. */
public final class Together {
    private Together() {}

    /** Something to do. */
    @FunctionalInterface
    public interface Part {
        void run() throws IOException;
    }

    /**
     * Does all, so many at once. The first failure interrupts the others and is thrown on, when all have ended.
     *
     * @throws Interrupted if this thread is interrupted
     */
    public static void run(List<? extends Part> parts, int atOnce, String what) throws IOException {
        if (parts.isEmpty()) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(
                Math.min(atOnce, parts.size()),
                new ThreadFactoryBuilder()
                        .setDaemon(true)
                        .setNameFormat(what + " %d")
                        .build());
        try {
            ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(pool);
            for (Part part : parts) {
                Future<Boolean> unused = running.submit(() -> {
                    part.run();
                    return true;
                });
            }
            for (int i = 0; i < parts.size(); i++) {
                running.take().get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted(what);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            Throwables.throwIfInstanceOf(cause, IOException.class);
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        } finally {
            pool.shutdownNow();
            Uninterruptibles.awaitTerminationUninterruptibly(pool);
        }
    }
}
