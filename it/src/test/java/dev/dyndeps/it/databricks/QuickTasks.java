package dev.dyndeps.it.databricks;

import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.emulator.jobs.engine.TaskEnd;
import dev.dyndeps.emulator.jobs.engine.TaskExecutor;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import dev.dyndeps.emulator.jobs.engine.TerminationCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Tasks that do nothing, and do it well: for tests of what happens around them. Even the clean-up leaves what there is, so
 * that there is something for the caller's own.
 */
final class QuickTasks implements TaskExecutor {
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);

    /** Tasks of this key work until they are released or cancelled. */
    void hold(String taskKey) {
        held.add(taskKey);
    }

    void releaseAll() {
        released.countDown();
    }

    @Override
    public Execution start(TaskOrder order, Progress progress) {
        CountDownLatch canceled = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            progress.running();
            progress.ended(end(order, canceled));
        });
        thread.setDaemon(true);
        thread.start();
        return canceled::countDown;
    }

    private TaskEnd end(TaskOrder order, CountDownLatch canceled) {
        while (held.contains(order.taskKey()) && released.getCount() > 0) {
            if (Uninterruptibles.awaitUninterruptibly(canceled, Duration.ofMillis(20))) {
                return TaskEnd.broken(TerminationCode.CANCELED, "");
            }
        }
        return TaskEnd.success(ImmutableMap.of());
    }

    @Override
    public void release(String clusterId) {}

    @Override
    public void close() {
        releaseAll();
    }
}
