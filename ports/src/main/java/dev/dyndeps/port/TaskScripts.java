package dev.dyndeps.port;

import dev.dyndeps.domain.pipeline.TaskKey;

/** Gives the text of the Python script that does a task's work. */
@FunctionalInterface
public interface TaskScripts {
    /** @throws IllegalArgumentException if the task has no script */
    String text(TaskKey key);
}
