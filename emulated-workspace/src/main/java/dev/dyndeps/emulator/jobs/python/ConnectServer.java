package dev.dyndeps.emulator.jobs.python;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.RunningProcess;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.spark.SparkFolder;
import dev.dyndeps.adapter.spark.SparkMaster;
import dev.dyndeps.emulator.jobs.engine.TerminationCode;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Spark Connect server on a port that the system chose, over a local cluster of two workers. */
record ConnectServer(RunningProcess process, Workspace workspace, String address) implements AutoCloseable {
    private static final String STARTED = "Spark Connect server started at: ";
    private static final String SERVICE = "org.apache.spark.sql.connect.service.SparkConnectServer";
    private static final int START_SECONDS = 180;

    /**
     * @param spark whose Spark it runs
     * @param client whose Python its workers are
     * @param workspace for what it writes; closed with the server
     */
    static ConnectServer start(
            ManagedEnvironment spark,
            ManagedEnvironment client,
            ProcessRunner processes,
            Workspace workspace,
            Variables variables)
            throws IOException, CannotStart {
        SparkFolder folder = new SparkFolder(workspace.folder());
        folder.make("serverless", SparkMaster.parse("local-cluster[2,1,1024]"), spark);
        Files.writeString(folder.settings().resolve("log4j2.properties"), logging());
        CompletableFuture<String> address = new CompletableFuture<>();
        Command command = Command.of(
                        variables
                                .with(new Node(workspace.folder()).variables())
                                .with(Map.of(
                                        "JAVA_HOME", System.getProperty("java.home"),
                                        "SPARK_HOME", folder.home().toString(),
                                        "SPARK_CONF_DIR", folder.settings().toString(),
                                        "SPARK_LOCAL_IP", "127.0.0.1",
                                        "PYSPARK_PYTHON", client.python().toString())),
                        ImmutableList.of(
                                folder.home().resolve("bin/spark-submit").toString(),
                                "--class",
                                SERVICE,
                                "--conf",
                                "spark.connect.grpc.binding.address=127.0.0.1",
                                "--conf",
                                "spark.connect.grpc.binding.port=0",
                                "spark-internal"))
                .in(workspace.folder())
                .heardBy((source, line) -> {
                    int at = line.indexOf(STARTED);
                    if (at >= 0) {
                        address.complete(line.substring(at + STARTED.length()).strip());
                    }
                });
        RunningProcess process = processes.start(command);
        boolean up = false;
        try {
            CompletableFuture<Object> first =
                    CompletableFuture.anyOf(address, CompletableFuture.supplyAsync(process::await));
            first.get(START_SECONDS, TimeUnit.SECONDS);
            up = address.isDone();
            if (!up) {
                throw failed("it ended before it listened");
            }
            return new ConnectServer(process, workspace, address.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("its start was interrupted");
        } catch (ExecutionException | TimeoutException e) {
            throw failed("it does not listen after " + START_SECONDS + " seconds");
        } finally {
            if (!up) {
                process.close();
                workspace.close();
            }
        }
    }

    static CannotStart failed(String why) {
        return new CannotStart(TerminationCode.CLUSTER_ERROR, "The Spark Connect server could not be started: " + why);
    }

    private static String logging() {
        return String.format(Locale.ROOT, """
                rootLogger.level = error
                rootLogger.appenderRef.console.ref = console
                logger.server.name = %s
                logger.server.level = info
                appender.console.type = Console
                appender.console.name = console
                appender.console.target = SYSTEM_ERR
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %%m%%n
                """, SERVICE);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
        workspace.close();
    }
}
