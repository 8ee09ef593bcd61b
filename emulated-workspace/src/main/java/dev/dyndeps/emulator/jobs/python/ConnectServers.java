package dev.dyndeps.emulator.jobs.python;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.spark.PysparkEnvironments;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.Workspaces;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A Spark Connect server for each version of Python, since its workers must have that of its clients. */
final class ConnectServers implements AutoCloseable {
    /** What serverless compute has, of the packages that a client needs; no JVM and no SparkContext. */
    private static final ImmutableList<String> CLIENT =
            ImmutableList.of("pyspark-client==4.2.0", "pandas==2.3.3", "pyarrow==22.0.0");

    /** The last Spark for Python 3.10; later Pythons share the environment of the classic clusters. */
    private static final ImmutableList<String> SERVER = ImmutableList.of("pyspark==4.2.1");

    private static final PythonVersion FIRST_OF_SPARK_4 = new PythonVersion(3, 12);

    private final PysparkEnvironments environments;
    private final ManagedEnvironments managed;
    private final ProcessRunner processes;
    private final Workspaces workspaces;
    private final Variables variables;
    private final Map<PythonVersion, ConnectServer> servers = new LinkedHashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    /** @param variables of the servers' processes */
    ConnectServers(
            PysparkEnvironments environments,
            ManagedEnvironments managed,
            ProcessRunner processes,
            Workspaces workspaces,
            Variables variables) {
        this.environments = environments;
        this.managed = managed;
        this.processes = processes;
        this.workspaces = workspaces;
        this.variables = variables;
    }

    ManagedEnvironment client(PythonVersion python) {
        return managed.get("serverless", interpreter(python), CLIENT, ProgressListener.NONE);
    }

    /** Host and port of the server for this Python, started now if there is none or it has ended. */
    synchronized String address(PythonVersion python) throws IOException, CannotStart {
        Optional<ConnectServer> running =
                Optional.ofNullable(servers.get(python)).filter(ConnectServer::isAlive);
        if (running.isPresent()) {
            return running.get().address();
        }
        if (closed) {
            throw ConnectServer.failed("the workspace is closed");
        }
        Interpreter interpreter = interpreter(python);
        ManagedEnvironment spark = python.compareTo(FIRST_OF_SPARK_4) < 0
                ? managed.get("connect-server", interpreter, SERVER, ProgressListener.NONE)
                : environments.get(interpreter, ProgressListener.NONE);
        ConnectServer started = ConnectServer.start(spark, client(python), processes, workspaces.open(), variables);
        servers.put(python, started);
        return started.address();
    }

    private Interpreter interpreter(PythonVersion python) {
        return environments.interpreter(Optional.of(python.toString()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        servers.values().forEach(ConnectServer::close);
        servers.clear();
    }
}
