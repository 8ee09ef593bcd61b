package dev.dyndeps.adapter.spark;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.port.ProgressListener;
import java.util.Optional;

/** Python environments with pyspark and nothing else: what a job needs beside it comes from its wheelhouse. */
public final class PysparkEnvironments {
    private static final String PURPOSE = "spark";

    /** Spark 3.5 supports Python 3.8 to 3.11, as the Databricks runtimes up to 15.4 do; Spark 4 the later ones. */
    private static final ImmutableList<String> SPARK_3 = ImmutableList.of("pyspark==3.5.9");

    private static final ImmutableList<String> SPARK_4 = ImmutableList.of("pyspark==4.3.0");
    private static final PythonVersion FIRST_OF_SPARK_4 = new PythonVersion(3, 12);

    private final Interpreters interpreters;
    private final ManagedEnvironments environments;

    public PysparkEnvironments(Interpreters interpreters, ManagedEnvironments environments) {
        this.interpreters = interpreters;
        this.environments = environments;
    }

    /**
     * The interpreter of a version, or the local one.
     *
     * @throws UserError ({@code OPTION_INVALID}) if the text is no version; ({@code TOOL_MISSING}) if this machine has
     *     no such Python
     */
    public Interpreter interpreter(Optional<String> version) {
        return version.map(PythonVersion::parse).map(this::find).orElseGet(interpreters::local);
    }

    private Interpreter find(PythonVersion version) {
        return interpreters
                .find(version)
                .orElseThrow(() -> new UserError(
                        Code.TOOL_MISSING,
                        "Python " + version,
                        "this machine has no such interpreter",
                        "Install it with its venv module, put it on PATH as python" + version
                                + ", or leave --python out to run with the local one"));
    }

    /** Whether the environment for this interpreter was made already. */
    public boolean has(Interpreter interpreter) {
        return environments.has(PURPOSE, interpreter, packages(interpreter.version()));
    }

    /** The environment for this interpreter, made now if there is none yet; throws as {@link ManagedEnvironments#get}. */
    public ManagedEnvironment get(Interpreter interpreter, ProgressListener progress) {
        return environments.get(PURPOSE, interpreter, packages(interpreter.version()), progress);
    }

    /** The packages of an environment for this Python, pinned. */
    static ImmutableList<String> packages(PythonVersion python) {
        return python.compareTo(FIRST_OF_SPARK_4) < 0 ? SPARK_3 : SPARK_4;
    }
}
