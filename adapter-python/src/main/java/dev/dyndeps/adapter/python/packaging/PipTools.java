package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.PipVariables;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.port.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The pip that all work is done with: pinned, in an environment of the program's own, made when it is first needed.
 *
 * @param variables the operator's, all of them; what pip gets of them is decided here
 * @param cacheRoot the program's cache folder; logs of failed runs go to {@code logs} in it
 */
public record PipTools(
        ProcessRunner runner,
        Interpreters interpreters,
        ManagedEnvironments environments,
        Variables variables,
        Path cacheRoot,
        ProgressListener progress) {

    /** The newest that runs on Python 3.9. */
    public static final String VERSION = "26.0.1";

    private static final PythonVersion OLDEST = new PythonVersion(3, 9);
    /** What its environment holds. */
    public static final ImmutableList<String> PACKAGES = ImmutableList.of("pip==" + VERSION);

    /** With the interpreters and the variables of this process. */
    public static PipTools ofThisMachine(Path cacheRoot, ProgressListener progress) {
        ProcessRunner runner = new ProcessRunner();
        Variables variables = Variables.inherited();
        return new PipTools(
                runner,
                Interpreters.ofThisMachine(runner),
                new ManagedEnvironments(runner, variables, cacheRoot),
                variables,
                cacheRoot,
                progress);
    }

    /** The environment to resolve and fetch with. */
    public ManagedEnvironment environment() {
        return environments.get("pip", interpreters.forTools(), PACKAGES, progress);
    }

    /** One of an interpreter of that version, if this machine has one that our pip runs on; else the usual one. */
    public ManagedEnvironment environment(PythonVersion version) {
        if (version.compareTo(OLDEST) < 0) {
            return environment();
        }
        return interpreters
                .find(version)
                .filter(Interpreter::makesEnvironments)
                .map(found -> environments.get("pip", found, PACKAGES, progress))
                .orElseGet(this::environment);
    }

    /** What pip may know of the operator's environment. */
    public Variables pipVariables() {
        return PipVariables.forPip(variables);
    }

    /** The beginning of every command. {@code -I}: no module of the folder that it runs in, nor of the user's. */
    public static ImmutableList<String> python(ManagedEnvironment environment) {
        return ImmutableList.of(environment.python().toString(), "-I", "-X", "utf8");
    }

    /** The text of a Python script of ours. */
    static String script(String name) {
        URL resource = Objects.requireNonNull(PipTools.class.getResource(name), name);
        try {
            return Resources.toString(resource, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
