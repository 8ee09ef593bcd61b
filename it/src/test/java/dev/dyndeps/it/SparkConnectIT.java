package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.Interpreter;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.PipVariables;
import dev.dyndeps.adapter.python.ProcessResult;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.RunningProcess;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.python.PythonSources;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load task as a client of Spark Connect, where there is no SparkContext and the executors cannot be listed. */
@Tag("registry")
class SparkConnectIT {
    private static final PythonVersion OLDEST = new PythonVersion(3, 11);

    /** What a client of Spark Connect needs itself, but for pandas and pyarrow: those come from the wheelhouse. */
    private static final ImmutableList<String> PACKAGES = ImmutableList.of(
            "pyspark==4.3.0",
            "grpcio==1.85.1",
            "grpcio-status==1.85.1",
            "googleapis-common-protos==1.76.0",
            "zstandard==0.25.0");

    private static final String STARTED = "Spark Connect server started at: ";

    @TempDir
    Path folder;

    private final ProcessRunner processes = new ProcessRunner();
    private final Interpreter python = Interpreters.ofThisMachine(processes).local();

    @BeforeEach
    void assumptions() {
        assumeTrue(python.version().compareTo(OLDEST) >= 0, "the local Python is too old for Spark 4");
    }

    /** Before the temporary folder goes: links that lead out of it are worth a warning each to JUnit. */
    @AfterEach
    void unlink() throws IOException {
        if (Files.exists(home())) {
            try (DirectoryStream<Path> links = Files.newDirectoryStream(home(), Files::isSymbolicLink)) {
                for (Path link : links) {
                    Files.delete(link);
                }
            }
        }
    }

    @Test
    void client_and_workers_import_from_the_wheelhouse_and_the_report_does_not_claim_every_worker() throws Exception {
        JsonNode built = wheelhouse();
        ManagedEnvironment environment = new ManagedEnvironments(processes, Variables.inherited(), Dyndeps.CACHE)
                .get("connect", python, PACKAGES, ProgressListener.NONE);
        CompletableFuture<String> address = new CompletableFuture<>();

        JsonNode report;
        try (RunningProcess server = processes.start(server(environment, address))) {
            String remote = CompletableFuture.anyOf(address, CompletableFuture.supplyAsync(server::await))
                    .get(3, TimeUnit.MINUTES)
                    .toString();
            assertThat(remote).startsWith("127.0.0.1:");
            report = load(environment, remote, built);
        }

        assertThat(report.get("nodes"))
                .extracting(node -> node.get("role").asText())
                .startsWith("driver")
                .hasSizeGreaterThan(1)
                .filteredOn("driver"::equals)
                .hasSize(1);
        assertThat(report.get("nodes"))
                .allSatisfy(node -> assertThat(node.get("modules"))
                        .hasSize(2)
                        .allSatisfy(module ->
                                assertThat(module.get("file").asText()).contains("/trees/")));
        assertThat(report.get("provedEvery").asBoolean()).isFalse();
    }

    private JsonNode wheelhouse() throws IOException {
        Path input = Files.createDirectory(folder.resolve("input"));
        Files.writeString(input.resolve("requirements.txt"), "pandas==2.3.3\npyarrow==22.0.0\n");
        return Dyndeps.json(
                "build",
                input.toString(),
                "--target",
                "local",
                "-o",
                folder.resolve("out").toString());
    }

    /** On a port that the system chooses; the log says which. */
    private Command server(ManagedEnvironment environment, CompletableFuture<String> address) throws IOException {
        linkHome(environment);
        List<String> arguments = List.of(
                home().resolve("bin/spark-submit").toString(),
                "--class",
                "org.apache.spark.sql.connect.service.SparkConnectServer",
                "--master",
                "local-cluster[2,1,1024]",
                "--conf",
                "spark.cores.max=2",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.local.dir=" + Files.createDirectory(folder.resolve("scratch")),
                "--conf",
                "spark.connect.grpc.binding.address=127.0.0.1",
                "--conf",
                "spark.connect.grpc.binding.port=0",
                "spark-internal");
        return Command.of(
                        variables(environment)
                                .with("SPARK_HOME", home().toString())
                                .with("SPARK_LOCAL_IP", "127.0.0.1")
                                .with("JAVA_HOME", System.getProperty("java.home")),
                        arguments)
                .in(folder)
                .heardBy((source, line) -> {
                    int at = line.indexOf(STARTED);
                    if (at >= 0) {
                        address.complete(line.substring(at + STARTED.length()).strip());
                    }
                });
    }

    private Path home() {
        return folder.resolve("home");
    }

    /** Workers of a local cluster write to SPARK_HOME: a home of links keeps them out of the environment. */
    private void linkHome(ManagedEnvironment environment) throws IOException {
        String lib = "lib/python" + environment.interpreter().version() + "/site-packages/pyspark";
        Files.createDirectory(home());
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(environment.folder().resolve(lib))) {
            for (Path part : parts) {
                Files.createSymbolicLink(home().resolve(part.getFileName()), part);
            }
        }
    }

    private JsonNode load(ManagedEnvironment environment, String remote, JsonNode built) throws IOException {
        String task = TaskKey.LOAD_AND_VALIDATE.key();
        Path script = Files.writeString(folder.resolve(task + ".py"), PythonSources.task(task));
        Path report = folder.resolve("report.json");
        ProcessResult result = processes.run(Command.of(
                        variables(environment)
                                .with("SPARK_REMOTE", "sc://" + remote)
                                .with("DYNDEPS_REPORT_FILE", report.toString()),
                        environment.python().toString(),
                        script.toString(),
                        "--wheelhouse",
                        built.get("wheelhouse").asText(),
                        "--sha256",
                        built.get("sha256").asText())
                .within(Duration.ofMinutes(5)));
        assertThat(result.ok()).as(String.join("\n", result.tail())).isTrue();
        return new ObjectMapper().readTree(report.toFile());
    }

    private Variables variables(ManagedEnvironment environment) {
        return PipVariables.withoutPython(Variables.inherited())
                .without(name -> name.startsWith("SPARK_") || name.startsWith("PYSPARK_"))
                .with("PYSPARK_PYTHON", environment.python().toString())
                .with("DYNDEPS_NODE_CACHE", folder.resolve("node").toString());
    }
}
