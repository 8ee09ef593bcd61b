package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import java.util.Optional;

/**
 * A run as the service shows it.
 *
 * @param page where a person can look at it; empty if the service does not say
 * @param tasks the last attempt at each, by key
 */
record RunView(String page, Status status, ImmutableMap<String, TaskView> tasks) {
    static RunView of(JsonNode run) {
        return new RunView(
                run.path("run_page_url").asText(""),
                Status.of(run),
                Streams.stream(run.path("tasks"))
                        .map(TaskView::of)
                        .collect(ImmutableMap.toImmutableMap(
                                TaskView::key,
                                task -> task,
                                (one, other) -> one.attempt() >= other.attempt() ? one : other)));
    }

    Optional<TaskView> task(String key) {
        return Optional.ofNullable(tasks.get(key));
    }

    /**
     * One attempt at a task.
     *
     * @param run its number, by which its output is asked for
     * @param attempt from 0
     * @param seconds from its start to its end; 0 if it has not started or not ended
     */
    record TaskView(String key, long run, int attempt, Status status, double seconds) {
        private static TaskView of(JsonNode task) {
            long start = task.path("start_time").asLong();
            long end = task.path("end_time").asLong();
            return new TaskView(
                    task.path("task_key").asText(),
                    task.path("run_id").asLong(),
                    task.path("attempt_number").asInt(),
                    Status.of(task),
                    start > 0 && end > start ? (end - start) / 1000.0 : 0);
        }
    }
}
