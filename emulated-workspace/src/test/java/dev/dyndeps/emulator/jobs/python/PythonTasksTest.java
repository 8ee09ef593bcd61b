package dev.dyndeps.emulator.jobs.python;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.filesystem.CacheRoot;
import dev.dyndeps.adapter.filesystem.TempWorkspaces;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.emulator.jobs.engine.TaskEnd;
import dev.dyndeps.emulator.jobs.engine.TaskExecutor;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import dev.dyndeps.emulator.jobs.engine.TerminationCode;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.Compute;
import dev.dyndeps.emulator.jobs.model.EnvironmentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the runtime whose Python this machine has. */
@Tag("spark")
class PythonTasksTest {
    @TempDir
    Path root;

    private PythonTasks tasks;
    private final String sparkVersion = Optional.of(Interpreters.ofThisMachine(new ProcessRunner()))
            .filter(all -> all.find(new PythonVersion(3, 11)).isPresent())
            .map(all -> "15.4.x-scala2.12")
            .orElse("16.4.x-scala2.12");

    @BeforeEach
    void start() throws IOException {
        CacheRoot cache = CacheRoot.resolve(System.getenv());
        tasks = new PythonTasks(
                root,
                cache.folder(),
                new TempWorkspaces(cache.temp()),
                Network.none(),
                new Secrets(ImmutableMap.of("scope/key", "hush-hush")));
        for (String folder : List.of("Workspace", "Volumes", "dbfs")) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    @AfterEach
    void stop() {
        tasks.close();
    }

    @Test
    void a_task_uses_spark_with_workers_and_leaves_values_and_output() throws Exception {
        Heard heard = run(
                classic(1),
                ImmutableList.of("one", "{{two}}"),
                ImmutableMap.of("first", ImmutableMap.of("n", "[1]")),
                """
                import os, sys
                from pyspark.sql import SparkSession
                from databricks.sdk.runtime import dbutils
                spark = SparkSession.builder.getOrCreate()
                import subprocess
                pids = spark.sparkContext.parallelize(range(4), 4).map(lambda _: os.getpid()).collect()
                assert os.getpid() not in pids
                print("arguments", sys.argv, "__file__" in globals(), __name__)
                print("known", dbutils.jobs.taskValues.get(taskKey="first", key="n"))
                print("missing", dbutils.jobs.taskValues.get("first", "other", default="none"))
                print("seen", open(os.environ["DYNDEPS_FUSE_ROOT"] + "/dbfs/file").read())
                print("secret", os.environ["OWN"], os.environ["PIP_INDEX_URL"])
                print("master", spark.sparkContext.master)
                dbutils.jobs.taskValues.set("path", "/w")
                dbutils.jobs.taskValues.set(key="size", value={"bytes": 3})
                """);

        assertThat(heard.end().error()).isEmpty();
        assertThat(heard.lines)
                .contains(
                        "arguments ['/Workspace/task.py', 'one', '{{two}}'] False __main__",
                        "known [1]",
                        "missing none",
                        "seen here",
                        "secret [REDACTED] https://****@host/simple",
                        "master local-cluster[1,1,1024]");
        assertThat(heard.end().values()).isEqualTo(ImmutableMap.of("path", "\"/w\"", "size", "{\"bytes\": 3}"));
    }

    @Test
    void nothing_of_this_process_is_handed_on() throws Exception {
        Heard heard = run(classic(0), ImmutableList.of(), ImmutableMap.of(), "import os; print(sorted(os.environ))");

        assertThat(heard.lines).singleElement().asString().doesNotContain("MAVEN", "USER", "PYENV", "DATABRICKS_TOKEN");
    }

    @Test
    void what_a_task_raises_is_its_error_with_a_traceback_that_begins_in_the_script() throws Exception {
        Heard heard = run(classic(0), ImmutableList.of(), ImmutableMap.of(), """
                def check():
                    raise ValueError("two\\nlines")
                print("before")
                check()
                """);

        assertThat(heard.end().code()).isEqualTo(TerminationCode.RUN_EXECUTION_ERROR);
        assertThat(heard.end().error()).isEqualTo("ValueError: two\nlines");
        assertThat(heard.end().trace())
                .startsWith("Traceback (most recent call last):\n  File \"/Workspace/task.py\", line 4, in <module>\n")
                .contains("raise ValueError");
        assertThat(heard.lines).containsExactly("before");
    }

    @Test
    void even_a_good_exit_is_a_failure() throws Exception {
        assertThat(run(classic(0), ImmutableList.of(), ImmutableMap.of(), "import sys; sys.exit(0)")
                        .end()
                        .error())
                .isEqualTo("SystemExit: 0");
    }

    @Test
    void a_process_that_dies_is_a_failure() throws Exception {
        assertThat(run(classic(0), ImmutableList.of(), ImmutableMap.of(), "import os; os._exit(0)")
                        .end()
                        .error())
                .contains("exit code 0");
    }

    @Test
    void a_script_that_is_not_there_is_named() throws Exception {
        Heard heard = start(classic(0), "dbfs:/nowhere.py", ImmutableList.of(), ImmutableMap.of());

        assertThat(heard.end().error()).startsWith("Cannot read the python file dbfs:/nowhere.py");
    }

    @Test
    void a_path_that_leads_out_of_the_workspace_is_none() throws Exception {
        Files.writeString(root.resolveSibling("outside.py"), "print('out')");

        assertThat(start(classic(0), "/Workspace/../../outside.py", ImmutableList.of(), ImmutableMap.of())
                        .end()
                        .error())
                .startsWith("Cannot read");
    }

    @Test
    void cancelling_ends_the_process_and_what_it_started() throws Exception {
        Files.writeString(root.resolve("Workspace/task.py"), """
                import subprocess, sys
                child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
                print("child", child.pid)
                child.wait()
                """);
        Heard heard = new Heard();
        TaskExecutor.Execution execution =
                tasks.start(order(classic(0), "/Workspace/task.py", ImmutableList.of(), ImmutableMap.of()), heard);
        assertThat(heard.firstLine.await(2, MINUTES)).isTrue();
        long child = Long.parseLong(heard.lines.get(0).substring("child ".length()));
        execution.cancel();
        heard.end();

        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    @Tag("registry")
    void a_serverless_task_has_spark_connect_and_neither_spark_context_nor_dbfs() throws Exception {
        assumeTrue(
                Interpreters.ofThisMachine(new ProcessRunner())
                        .find(new PythonVersion(3, 12))
                        .isPresent(),
                "this machine has no Python 3.12");
        Heard heard = run(new Compute.Serverless(new EnvironmentSpec("3")), ImmutableList.of(), ImmutableMap.of(), """
                import os
                from pyspark.sql import SparkSession
                from pyspark.sql.functions import udf
                spark = SparkSession.builder.getOrCreate()
                print("sum", spark.range(10).selectExpr("sum(id)").collect()[0][0])
                print("udf", spark.range(1).select(udf(lambda n: n + 41, "long")("id")).collect()[0][0] + 1)
                print("mounts", sorted(os.listdir(os.environ["DYNDEPS_FUSE_ROOT"])))
                try:
                    spark.sparkContext
                except Exception as e:
                    print("context", type(e).__name__)
                """);

        assertThat(heard.end().error()).isEmpty();
        assertThat(heard.lines)
                .contains("sum 45", "udf 42", "mounts ['Volumes', 'Workspace']")
                .anyMatch(line -> line.startsWith("context "));
    }

    private Compute classic(int workers) {
        return new Compute.OwnCluster(new ClusterSpec(
                sparkVersion,
                workers,
                ImmutableMap.of("OWN", "{{secrets/scope/key}}", "PIP_INDEX_URL", "https://user:password@host/simple"),
                Optional.of("SINGLE_USER")));
    }

    private Heard run(
            Compute compute,
            ImmutableList<String> parameters,
            ImmutableMap<String, ImmutableMap<String, String>> values,
            String script)
            throws Exception {
        Files.writeString(root.resolve("dbfs/file"), "here");
        Files.writeString(root.resolve("Workspace/task.py"), script);
        return start(compute, "/Workspace/task.py", parameters, values);
    }

    private Heard start(
            Compute compute,
            String file,
            ImmutableList<String> parameters,
            ImmutableMap<String, ImmutableMap<String, String>> values)
            throws Exception {
        Heard heard = new Heard();
        tasks.start(order(compute, file, parameters, values), heard);
        heard.end();
        return heard;
    }

    private static TaskOrder order(
            Compute compute,
            String file,
            ImmutableList<String> parameters,
            ImmutableMap<String, ImmutableMap<String, String>> values) {
        return new TaskOrder(1, "only", file, parameters, compute, "cluster", values);
    }

    private static final class Heard implements TaskExecutor.Progress {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final CountDownLatch firstLine = new CountDownLatch(1);
        private final CompletableFuture<TaskEnd> end = new CompletableFuture<>();

        @Override
        public void running() {}

        @Override
        public void line(String line) {
            lines.add(line);
            firstLine.countDown();
        }

        @Override
        public void ended(TaskEnd how) {
            end.complete(how);
        }

        /** Waits for it; the first time an environment may have to be made. */
        TaskEnd end() throws Exception {
            return end.get(15, MINUTES);
        }
    }
}
