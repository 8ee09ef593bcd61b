package dev.dyndeps.emulator.jobs.python;

import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Serverless compute and clusters in standard access mode: Spark Connect is all there is, and DBFS is not. */
final class ConnectedSpark implements Spark {
    private final ConnectServers servers;
    private final Mounts mounts;

    /** @param mounts without DBFS */
    ConnectedSpark(ConnectServers servers, Mounts mounts) {
        this.servers = servers;
        this.mounts = mounts;
    }

    @Override
    public Access prepare(TaskOrder order, RuntimeVersion runtime, Path folder) throws IOException, CannotStart {
        ManagedEnvironment client = servers.client(runtime.python());
        return new Access(
                client,
                Variables.NONE.with(Map.of(
                        "DATABRICKS_RUNTIME_VERSION",
                        runtime.version(),
                        "SPARK_HOME",
                        emptyHome(folder.resolve("home")),
                        "SPARK_REMOTE",
                        "sc://" + servers.address(runtime.python()))),
                mounts);
    }

    /** The client ends the process if it does not find what looks like a Spark, and never uses it. */
    private static String emptyHome(Path home) throws IOException {
        Files.createDirectories(home.resolve("jars"));
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(home.resolve("bin/spark-submit"));
        return home.toString();
    }
}
