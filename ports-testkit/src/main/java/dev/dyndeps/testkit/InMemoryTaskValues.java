package dev.dyndeps.testkit;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.Table;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.TaskValues;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Task values in memory. Does not look whether a value is JSON. */
public final class InMemoryTaskValues implements TaskValues {
    private final Table<StorePath, String, String> values = HashBasedTable.create();

    @Override
    public synchronized void set(StorePath run, TaskKey task, String name, String json) {
        if (!name.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("no name: " + name);
        }
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("too large: " + bytes + " bytes");
        }
        if (values.row(run).size() == MAX_VALUES && !values.contains(run, key(task, name))) {
            throw new IllegalArgumentException("more than " + MAX_VALUES + " values");
        }
        values.put(run, key(task, name), json);
    }

    @Override
    public synchronized Optional<String> get(StorePath run, TaskKey task, String name) {
        return Optional.ofNullable(values.get(run, key(task, name)));
    }

    private static String key(TaskKey task, String name) {
        return task + "." + name;
    }
}
