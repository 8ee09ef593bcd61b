package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Lets many threads do the same thing at the same moment. */
public final class Threads {
    private Threads() {}

    /**
     * Runs {@code task} in {@code count} threads that all start at once, each with its number from 0.
     *
     * @return what they returned, in the order of their numbers
     * @throws AssertionError with its cause, if one of them failed
     */
    public static <T> ImmutableList<T> atOnce(int count, IntFunction<T> task) {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<T>> running = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                int number = n;
                running.add(pool.submit(() -> {
                    start.await();
                    return task.apply(number);
                }));
            }
            ImmutableList.Builder<T> results = ImmutableList.builder();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results.build();
        } catch (ExecutionException e) {
            throw new AssertionError("one of " + count + " threads failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
