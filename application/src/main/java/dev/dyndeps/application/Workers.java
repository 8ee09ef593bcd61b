package dev.dyndeps.application;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.port.Interrupted;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Threads for work that keeps a processor busy, one for each. What comes of it does not depend on them: results are taken
 * in the order of the caller, and so is the first failure. When this is closed nothing is at work any more.
 */
final class Workers implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            new ThreadFactoryBuilder()
                    .setNameFormat("dyndeps-work-%d")
                    .setDaemon(true)
                    .build());

    <T> Future<T> start(Supplier<T> work) {
        return threads.submit(work::get);
    }

    /** Does the same to each. */
    <T, R> ImmutableList<R> all(Collection<T> items, Function<T, R> work) {
        ImmutableList<Future<R>> started =
                items.stream().map(item -> start(() -> work.apply(item))).collect(ImmutableList.toImmutableList());
        return started.stream().map(Workers::result).collect(ImmutableList.toImmutableList());
    }

    /**
     * Waits for the result of one.
     *
     * @throws RuntimeException what the work threw
     */
    static <T> T result(Future<T> started) {
        try {
            return started.get();
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause());
            Throwables.throwIfUnchecked(cause);
            throw new UncheckedExecutionException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("the wait for work of other threads");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        Uninterruptibles.awaitTerminationUninterruptibly(threads);
    }
}
