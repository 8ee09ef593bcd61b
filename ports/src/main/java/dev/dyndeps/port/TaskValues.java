package dev.dyndeps.port;

import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import java.util.Optional;

/**
 * Small values that one task of a run leaves for the next, by task and name.
 *
 * <p>A value is a JSON text of at most {@value #MAX_BYTES} bytes in UTF-8; a run has at most {@value #MAX_VALUES}.
 */
public interface TaskValues {
    int MAX_BYTES = 48 * 1024;
    int MAX_VALUES = 250;

    /**
     * Sets a value, replacing what was there.
     *
     * @param run the run's folder
     * @param name letters, digits and underscores
     * @throws UnsupportedOperationException where only a task itself can set its values
     * @throws IllegalArgumentException if the value is too large, the name is no name, or there are too many
     */
    void set(StorePath run, TaskKey task, String name, String json);

    /** The value that the task set in this run. */
    Optional<String> get(StorePath run, TaskKey task, String name);
}
