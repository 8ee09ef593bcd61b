package dev.dyndeps.adapter.spark;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.port.SetupProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Supplier;

/** Looks at this machine: Java, Python, the program's own environments and the folder that they are kept in. */
public final class LocalSetupProbe implements SetupProbe {
    /** A Spark environment takes half of it; the rest is for a wheelhouse and its tree. */
    private static final long ENOUGH_BYTES = 2L << 30;

    private static final int OLDEST_JAVA = 17;
    private static final PythonVersion OLDEST_PYTHON = new PythonVersion(3, 8);

    private final Interpreters interpreters;
    private final ManagedEnvironments environments;
    private final ImmutableList<String> tools;
    private final PysparkEnvironments pyspark;
    private final Path cache;

    /**
     * @param tools the packages of the environment that resolves and builds, as its owner asks for them
     * @param cache the program's cache folder
     */
    public LocalSetupProbe(
            Interpreters interpreters,
            ManagedEnvironments environments,
            ImmutableList<String> tools,
            PysparkEnvironments pyspark,
            Path cache) {
        this.interpreters = interpreters;
        this.environments = environments;
        this.tools = tools;
        this.pyspark = pyspark;
        this.cache = cache;
    }

    @Override
    public ImmutableList<Finding> probe() {
        return ImmutableList.of(java(), python(), otherPythons(), tools(), spark(), cacheFolder(), disk());
    }

    private static Finding java() {
        String detail = System.getProperty("java.version") + " at " + System.getProperty("java.home");
        return Runtime.version().feature() >= OLDEST_JAVA
                ? present("Java", detail)
                : missing("Java", detail, "Install JDK " + OLDEST_JAVA + " or newer and set JAVA_HOME to it");
    }

    private Finding python() {
        return found("Python", () -> {
            Interpreter local = interpreters.local();
            return local.makesEnvironments()
                    ? present("Python", describe(local))
                    : missing(
                            "Python",
                            describe(local) + ", without its modules venv and ensurepip or pip",
                            "Install them (Debian and Ubuntu: apt install python3-venv)");
        });
    }

    private Finding otherPythons() {
        String all = Joiner.on(", ")
                .join(interpreters.all().stream()
                        .filter(found -> found.version().compareTo(OLDEST_PYTHON) >= 0)
                        .sorted(Comparator.comparing(Interpreter::version))
                        .map(found -> found.fullVersion() + (found.makesEnvironments() ? "" : " (without venv)"))
                        .distinct()
                        .iterator());
        return all.isEmpty()
                ? missing("Pythons for run --python", "none", "Install the Python of your cluster's runtime")
                : present("Pythons for run --python", all);
    }

    private Finding tools() {
        String what = "pip (tools environment)";
        return found(what, () -> {
            Interpreter interpreter = interpreters.forTools();
            return environment(
                    what, Joiner.on(", ").join(tools), interpreter, environments.has("pip", interpreter, tools));
        });
    }

    private Finding spark() {
        String what = "Spark (pyspark environment)";
        return found(what, () -> {
            Interpreter interpreter = interpreters.local();
            String packages = Joiner.on(", ").join(PysparkEnvironments.packages(interpreter.version()));
            return environment(what, packages, interpreter, pyspark.has(interpreter));
        });
    }

    private Finding cacheFolder() {
        Path folder = existing(cache);
        return Files.isDirectory(folder) && Files.isWritable(folder)
                ? present("Cache folder", cache.toString())
                : missing(
                        "Cache folder",
                        cache + " cannot be written to",
                        "Let this user write to " + folder + ", or name another one in DYNDEPS_CACHE");
    }

    private Finding disk() {
        try {
            long free = Files.getFileStore(existing(cache)).getUsableSpace();
            String detail = String.format(Locale.ROOT, "%.1f GiB free at %s", (double) free / (1L << 30), cache);
            return free >= ENOUGH_BYTES
                    ? present("Disk", detail)
                    : missing("Disk", detail, "Free some space: an environment with Spark alone takes about 1 GiB");
        } catch (IOException e) {
            return missing("Disk", cache + ": " + e.getMessage(), "Choose another cache folder");
        }
    }

    /** The folder, or the first one above it that is there. */
    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static Finding environment(String what, String packages, Interpreter interpreter, boolean there) {
        return there
                ? present(what, packages + " for " + interpreter.title())
                : new Finding(
                        what,
                        State.ON_DEMAND,
                        packages + " for " + interpreter.title() + ", made when it is first needed",
                        "");
    }

    private static Finding found(String what, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (UserError e) {
            return missing(what, e.where() + ": " + e.what(), e.next());
        }
    }

    private static String describe(Interpreter interpreter) {
        return interpreter.fullVersion() + " at " + interpreter.executable();
    }

    private static Finding present(String what, String detail) {
        return new Finding(what, State.PRESENT, detail, "");
    }

    private static Finding missing(String what, String detail, String fix) {
        return new Finding(what, State.MISSING, detail, fix);
    }
}
