package dev.dyndeps.adapter.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.JobOutcome.TaskOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.PipelinePlan;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.RunValues;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.ValidationReport;
import dev.dyndeps.domain.pipeline.ValidationReport.Module;
import dev.dyndeps.domain.pipeline.ValidationReport.Node;
import dev.dyndeps.port.JobRunner.Submitted;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.python.PythonSources;
import dev.dyndeps.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real task scripts on a real Spark. */
@Tag("spark")
class PipelineOnSparkTest {
    private static final String TWO_WORKERS = "local-cluster[2,1,1024]";
    private static final String ONE_PROCESS = "local[1]";

    @TempDir
    Path folder;

    private TestSpark spark;
    private RunPaths paths;
    private final RecordingProgress progress = new RecordingProgress();

    @BeforeEach
    void aRunsFolder() throws IOException {
        spark = TestSpark.in(Files.createDirectories(folder.resolve("temp")));
        paths = new RunPaths(StorePath.of(folder.resolve("base").toString()), RunId.of(UUID.randomUUID()));
        Files.createDirectories(Path.of(paths.folder().value()));
        Files.writeString(Path.of(paths.marker().value()), "{\"run\": \"" + paths.run() + "\"}");
    }

    @Test
    void a_wheelhouse_is_proved_on_the_driver_and_on_every_worker_and_then_used() throws IOException {
        Path check = script("check.py", """
                from demo import twice
                print("check", sorted(sc.parallelize([1, 2], 2).map(lambda n: twice(n)).collect()), spark.range(3).count())
                """);
        script("sibling.py", "from demo import twice\n");
        Path main = script("main.py", """
                import sys
                from pyspark.sql import SparkSession
                from pyspark.sql.functions import udf
                from sibling import twice
                spark = SparkSession.builder.getOrCreate()
                answers = [r[0] for r in spark.range(3).select(udf(lambda n: twice(n), "long")("id")).collect()]
                print("main", __name__, sys.argv[1:], answers)
                spark.stop()
                sys.exit(0)
                """);

        JobOutcome outcome = run(TWO_WORKERS, "1.0", ImmutableList.of(check), Optional.of(main), "--flag", "a b");

        assertThat(outcome.tasks()).extracting(TaskOutcome::error).containsOnly("");
        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.report()).hasValueSatisfying(this::provesAllThree);
        assertThat(progress.events())
                .contains("note check [2, 4] 3", "note main __main__ ['--flag', 'a b'] [0, 2, 4]")
                .noneMatch(event -> event.contains("DYNDEPS-REPORT") || event.contains("WARN"));
        assertNothingIsLeft();
    }

    private void provesAllThree(ValidationReport report) {
        Module demo =
                new Module("demo", "1.0", spark.folder().resolve("node/trees/0123456789ab/demo/__init__.py") + "");
        assertThat(report.provedEvery()).isTrue();
        assertThat(report.nodes()).extracting(Node::role).containsExactly("driver", "worker", "worker");
        assertThat(report.nodes()).extracting(Node::pid).doesNotHaveDuplicates();
        assertThat(report.nodes())
                .allSatisfy(node -> assertThat(node.modules()).containsExactly(demo))
                .allSatisfy(node -> assertThat(node.python()).startsWith("3."));
        assertThat(report.checks()).singleElement().asString().startsWith("check.py: ok");
    }

    @Test
    void a_module_of_another_version_than_the_manifest_says_fails_before_anything_uses_it() throws IOException {
        Path main = script("main.py", "print('main was run')\n");

        JobOutcome outcome = run(ONE_PROCESS, "2.0", ImmutableList.of(), Optional.of(main));

        assertThat(outcome.tasks()).extracting(TaskOutcome::state).containsExactly(State.FAILED, State.FAILED);
        assertThat(outcome.tasks().get(0).error())
                .contains("ValidationFailed: On the driver ", ", worker ")
                .endsWith(": demo is demo 1.0, but the manifest says 2.0");
        assertThat(outcome.tasks().get(1).error()).endsWith("RunFailed: load_and_validate ended as failed");
        assertThat(outcome.report()).isPresent();
        assertThat(progress.events()).doesNotContain("note main was run");
        assertThat(spark.logs()).isDirectoryContaining("glob:**/spark-" + paths.run() + ".log");
        assertNothingIsLeft();
    }

    @Test
    void a_program_that_fails_is_a_failed_task_with_its_own_traceback() throws IOException {
        Path check = script("check.py", "assert spark.range(2).count() == 2\n");
        Path main = script("main.py", "def f():\n    raise ValueError('mine')\nf()\n");

        JobOutcome outcome = run(ONE_PROCESS, "1.0", ImmutableList.of(check), Optional.of(main));

        assertThat(outcome.tasks().get(0).error())
                .startsWith("Traceback (most recent call last):\n  File \"" + main + "\", line 3, in <module>")
                .endsWith("ValueError: mine");
        assertThat(outcome.report().orElseThrow().checks()).hasSize(1);
    }

    @Test
    void a_check_that_fails_is_named_and_the_program_is_not_run() throws IOException {
        Path check = script("check.py", "import sys\nsys.exit('not good')\n");
        Path other = script("other.py", "pass\n");
        Path main = script("main.py", "print('main was run')\n");

        JobOutcome outcome = run(ONE_PROCESS, "1.0", ImmutableList.of(check, other), Optional.of(main));

        assertThat(outcome.tasks().get(0).error())
                .contains("The check " + check + " failed")
                .contains("ended with exit code not good");
        assertThat(outcome.report().orElseThrow().checks()).hasSize(2);
        assertThat(outcome.report().orElseThrow().checks().get(1)).startsWith("other.py: ok");
        assertThat(progress.events()).doesNotContain("note main was run");
    }

    @Test
    void a_canceled_application_leaves_no_process_and_no_folder() throws IOException {
        CountDownLatch working = new CountDownLatch(1);
        ProgressListener listener = new ProgressListener() {
            @Override
            public void stage(String name, String detail) {}

            @Override
            public void advance(long done, long total, Unit unit) {}

            @Override
            public void note(String line) {
                if (line.equals("working")) {
                    working.countDown();
                }
            }
        };
        Path main = script("main.py", """
                import signal, sys, threading, time
                from pyspark.sql import SparkSession
                sc = SparkSession.builder.getOrCreate().sparkContext
                threading.Timer(1, print, ["working"], {"flush": True}).start()
                sc.parallelize([1, 2], 2).map(lambda _: time.sleep(600)).collect()
                """);
        Submitted run = spark.runner(PipelineOnSparkTest::script)
                .submit(plan(TWO_WORKERS, "1.0", ImmutableList.of(), Optional.of(main)), listener);
        Uninterruptibles.awaitUninterruptibly(working);
        ImmutableList<ProcessHandle> family =
                ProcessHandle.current().descendants().collect(ImmutableList.toImmutableList());

        run.cancel();

        assertThat(family).hasSizeGreaterThan(4).noneMatch(ProcessHandle::isAlive);
        assertThat(run.await().tasks()).extracting(TaskOutcome::state).containsOnly(State.CANCELED);
        assertThat(spark.workspaces().leftOpen()).isEmpty();
    }

    private JobOutcome run(
            String master, String version, ImmutableList<Path> checks, Optional<Path> main, String... arguments)
            throws IOException {
        return spark.runner(PipelineOnSparkTest::script)
                .submit(plan(master, version, checks, main, arguments), progress)
                .await();
    }

    private JobPlan plan(
            String master, String version, ImmutableList<Path> checks, Optional<Path> main, String... arguments)
            throws IOException {
        HandMadeWheelhouse wheelhouse =
                HandMadeWheelhouse.in(Path.of(paths.folder().value()), version);
        ImmutableMap<String, String> values = RunValues.of(
                paths,
                new RunValues.Wheelhouse(
                        StorePath.of(wheelhouse.file().toString()), HashCode.fromString(wheelhouse.sha256())),
                new RunValues.Use(
                        checks.stream().map(Path::toString).collect(ImmutableList.toImmutableList()),
                        main.map(Path::toString),
                        ImmutableList.copyOf(arguments),
                        false));
        JobDefinition job = new JobDefinition(
                "test",
                RunValues.declared(values),
                PipelinePlan.processedHere().tasks(),
                new Compute.SparkMaster(master, Optional.empty()),
                JobSettings.DEFAULT);
        return new JobPlan(job, paths, values);
    }

    private static String script(TaskKey key) {
        return PythonSources.task(key.key());
    }

    private Path script(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void assertNothingIsLeft() {
        assertThat(Path.of(paths.folder().value())).doesNotExist();
        assertThat(spark.workspaces().leftOpen()).isEmpty();
        assertThat(Path.of("spark-warehouse")).doesNotExist();
        assertThat(Path.of("artifacts")).doesNotExist();
    }
}
