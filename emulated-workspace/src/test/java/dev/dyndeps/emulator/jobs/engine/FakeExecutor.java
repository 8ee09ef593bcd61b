package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Remembers what it was to start; the test says how each task goes. */
final class FakeExecutor implements TaskExecutor {
    private final Map<String, Progress> running = new LinkedHashMap<>();
    final List<TaskOrder> orders = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    final List<String> released = new ArrayList<>();
    boolean closed;

    @Override
    public Execution start(TaskOrder order, Progress progress) {
        String name = name(order.runId(), order.taskKey());
        orders.add(order);
        running.put(name, progress);
        return () -> cancelled.add(name);
    }

    static String name(long run, String task) {
        return run + "/" + task;
    }

    ImmutableList<String> started() {
        return orders.stream().map(TaskOrder::taskKey).collect(ImmutableList.toImmutableList());
    }

    TaskOrder order(String task) {
        return orders.stream()
                .filter(order -> order.taskKey().equals(task))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    Progress progress(long run, String task) {
        return Objects.requireNonNull(running.get(name(run, task)), task + " was not started");
    }

    void succeed(long run, String task) {
        end(run, task, TaskEnd.success(ImmutableMap.of()));
    }

    void fail(long run, String task) {
        end(run, task, TaskEnd.raised("ValueError: no", "Traceback: no", ImmutableMap.of()));
    }

    void end(long run, String task, TaskEnd end) {
        progress(run, task).running();
        progress(run, task).ended(end);
    }

    @Override
    public void release(String clusterId) {
        released.add(clusterId);
    }

    @Override
    public void close() {
        closed = true;
    }
}
