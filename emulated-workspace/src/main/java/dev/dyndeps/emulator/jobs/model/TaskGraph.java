package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tasks whose dependencies are there and never lead back. */
final class TaskGraph {
    private TaskGraph() {}

    /** @throws Refusal for two tasks of one key, a dependency that names nothing, and a cycle */
    static void check(List<TaskSpec> tasks) {
        Map<String, ImmutableList<String>> waiting = new LinkedHashMap<>();
        for (TaskSpec task : tasks) {
            if (waiting.putIfAbsent(task.key(), task.dependsOn()) != null) {
                throw Refusal.invalid("Invalid settings: duplicate task_key '" + task.key() + "'");
            }
        }
        ImmutableSet<String> keys = ImmutableSet.copyOf(waiting.keySet());
        for (TaskSpec task : tasks) {
            for (String dependency : task.dependsOn()) {
                if (!keys.contains(dependency)) {
                    throw Refusal.invalid("Invalid dependency: task '" + task.key() + "' depends on '" + dependency
                            + "', which does not exist");
                }
            }
        }
        Set<String> done = new LinkedHashSet<>();
        while (!waiting.isEmpty()) {
            ImmutableSet<String> next = ImmutableMap.copyOf(waiting).entrySet().stream()
                    .filter(entry -> done.containsAll(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(ImmutableSet.toImmutableSet());
            if (next.isEmpty()) {
                throw Refusal.invalid("Invalid settings: the dependencies of the tasks "
                        + String.join(", ", waiting.keySet()) + " form a cycle");
            }
            done.addAll(next);
            waiting.keySet().removeAll(next);
        }
    }
}
