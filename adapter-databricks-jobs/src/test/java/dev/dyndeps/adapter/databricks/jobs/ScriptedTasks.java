package dev.dyndeps.adapter.databricks.jobs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.emulator.jobs.engine.TaskEnd;
import dev.dyndeps.emulator.jobs.engine.TaskExecutor;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import dev.dyndeps.emulator.jobs.engine.TerminationCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Tasks that do as the test says; those of which it says nothing succeed. */
final class ScriptedTasks implements TaskExecutor {
    private final Map<String, Work> works = new ConcurrentHashMap<>();
    private final List<TaskOrder> orders = new CopyOnWriteArrayList<>();

    /** What a task does. */
    @FunctionalInterface
    interface Work {
        TaskEnd run(TaskOrder order, Progress progress, CountDownLatch canceled);
    }

    /** Does not end by itself. */
    static final Work HANG = (order, progress, canceled) -> {
        Uninterruptibles.awaitUninterruptibly(canceled);
        return TaskEnd.broken(TerminationCode.CANCELED, "");
    };

    static Work printing(String... lines) {
        return (order, progress, canceled) -> {
            ImmutableList.copyOf(lines).forEach(progress::line);
            return TaskEnd.success(ImmutableMap.of());
        };
    }

    static Work raising(String error, String trace) {
        return (order, progress, canceled) -> TaskEnd.raised(error, trace, ImmutableMap.of());
    }

    /** Goes on when the latch is open. */
    static Work waiting(CountDownLatch latch) {
        return (order, progress, canceled) -> {
            Uninterruptibles.awaitUninterruptibly(latch);
            return TaskEnd.success(ImmutableMap.of());
        };
    }

    void on(String task, Work work) {
        works.put(task, work);
    }

    /** All that were started, in order. */
    ImmutableList<TaskOrder> orders() {
        return ImmutableList.copyOf(orders);
    }

    @Override
    public Execution start(TaskOrder order, Progress progress) {
        orders.add(order);
        CountDownLatch canceled = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            progress.running();
            Work work = works.getOrDefault(order.taskKey(), printing());
            // A task that takes no time at all is none.
            Uninterruptibles.sleepUninterruptibly(java.time.Duration.ofMillis(5));
            progress.ended(work.run(order, progress, canceled));
        });
        thread.setDaemon(true);
        thread.start();
        return canceled::countDown;
    }

    @Override
    public void release(String clusterId) {}

    @Override
    public void close() {}
}
