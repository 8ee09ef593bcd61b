package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.emulator.jobs.model.TaskSpec;
import java.util.List;
import java.util.Map;

/** A run's result is that of its leaf tasks, those that no other depends on; what failed before them hardly counts. */
final class LeafRule {
    private LeafRule() {}

    /** @param ends of all the tasks */
    static Termination judge(List<TaskSpec> tasks, Map<String, Termination> ends) {
        ImmutableSet<String> inner =
                tasks.stream().flatMap(task -> task.dependsOn().stream()).collect(ImmutableSet.toImmutableSet());
        for (TaskSpec task : tasks) {
            Termination end = end(ends, task);
            if (!inner.contains(task.key()) && !end.result().isSuccess()) {
                return failed(tasks, ends);
            }
        }
        boolean allWell =
                tasks.stream().allMatch(task -> end(ends, task).result().isSuccess());
        return allWell
                ? Termination.SUCCEEDED
                : new Termination(Result.SUCCESS_WITH_FAILURES, TerminationCode.SUCCESS_WITH_FAILURES, "");
    }

    /** Says which task it was that failed itself. */
    private static Termination failed(List<TaskSpec> tasks, Map<String, Termination> ends) {
        for (TaskSpec task : tasks) {
            Termination end = end(ends, task);
            if (end.result() == Result.FAILED || end.result() == Result.TIMEDOUT) {
                return Termination.failed(
                        end.result() == Result.TIMEDOUT ? TerminationCode.RUN_EXECUTION_ERROR : end.code(),
                        "Task " + task.key() + " failed with message: " + end.message()
                                + (end.message().endsWith(".") ? "" : "."));
            }
        }
        return Termination.CANCELED;
    }

    private static Termination end(Map<String, Termination> ends, TaskSpec task) {
        return java.util.Objects.requireNonNull(ends.get(task.key()), task.key());
    }
}
