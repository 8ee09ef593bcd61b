package dev.dyndeps.python;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.Resources;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;

/** Gives the Python texts that this module holds as resources. All are UTF-8 and end their lines with {@code \n}. */
public final class PythonSources {
    private PythonSources() {}

    /** The runtime of a wheelhouse, its stubs and the aliases of {@code user_modules}. */
    public static RuntimeSource wheelhouse() {
        return new RuntimeSource(
                ImmutableSortedMap.of(
                        "__init__.py", text("wheelhouse/runtime.py"),
                        "bytecode.py", text("wheelhouse/bytecode.py"),
                        "store.py", text("wheelhouse/store.py")),
                text("wheelhouse/package_stub.py.txt"),
                text("wheelhouse/module_stub.py.txt"),
                text("wheelhouse/user_modules_aliases.py"),
                text("wheelhouse/alias_stub.py.txt"));
    }

    /**
     * The script of one task.
     *
     * @param key the task's key, such as {@code load_and_validate}
     * @throws IllegalArgumentException if no task has this key
     */
    public static String task(String key) {
        if (Arrays.stream(TaskKey.values()).noneMatch(task -> task.key().equals(key))) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "No task is called '%s'", key));
        }
        return text(String.format(Locale.ROOT, "tasks/%s.py", key));
    }

    /** The scripts of all tasks by key, in the tasks' order. */
    public static ImmutableMap<String, String> tasks() {
        return Arrays.stream(TaskKey.values()).collect(toImmutableMap(TaskKey::key, key -> task(key.key())));
    }

    private static String text(String name) {
        try {
            return Resources.toString(Resources.getResource(PythonSources.class, name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Unreadable resource " + name, e);
        }
    }
}
