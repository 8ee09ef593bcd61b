package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.jobs.engine.RunView;
import dev.dyndeps.emulator.jobs.engine.TaskView;
import dev.dyndeps.it.Dyndeps;
import dev.dyndeps.testkit.WheelMaker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen runs of one job, on two clusters at a time, each with a version of one package that conflicts with the others'. */
class ConcurrentDatabricksRunsIT {
    private static final int RUNS = 16;

    @RegisterExtension
    static final DatabricksWorkspace DATABRICKS = DatabricksWorkspace.standard();

    @TempDir
    Path folder;

    @Test
    void each_of_sixteen_runs_sees_its_own_version_and_only_the_wheelhouses_stay() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(RUNS);
        List<Future<Dyndeps.Result>> results = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Path input = folder.resolve("input" + i);
            WheelMaker.wheel("contested", "1." + i).writeTo(input);
            results.add(callers.submit(() -> DATABRICKS.run("run", input.toString(), "--on", "databricks", "--json")));
        }
        callers.shutdown();

        for (int i = 0; i < RUNS; i++) {
            Dyndeps.Result result = results.get(i).get();
            assertThat(result.status()).as(result.everything()).isZero();
            said.add(result.err());
            assertThat(result.json().path("nodes")).hasSize(2);
            for (JsonNode node : result.json().path("nodes")) {
                assertThat(node.at("/modules/0/version").asText()).isEqualTo("1." + i);
            }
        }
        assertThat(said)
                .as("there are two clusters only")
                .anyMatch(text -> text.contains("load_and_validate: waiting for a job cluster of 14.3.x-scala2.12, "));
        ImmutableList<RunView> runs = DATABRICKS.jobs().runs().list();
        assertThat(runs).hasSize(RUNS);
        assertThat(runs.stream().map(RunView::jobId).distinct()).as("one job").hasSize(1);
        assertThat(overlaps(runs))
                .as("pairs of runs whose tasks worked at the same time")
                .isPositive();
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
        assertThat(DATABRICKS.below(DatabricksWorkspace.VOLUME))
                .filteredOn(path -> path.endsWith(".zip"))
                .hasSize(RUNS)
                .allMatch(path -> path.startsWith(DatabricksWorkspace.VOLUME + "/wheelhouses/"));
    }

    private static long overlaps(ImmutableList<RunView> runs) {
        return runs.stream()
                .flatMap(one ->
                        runs.stream().filter(other -> one.runId() < other.runId() && overlap(load(one), load(other))))
                .count();
    }

    private static boolean overlap(TaskView one, TaskView other) {
        return one.begun().orElseThrow().isBefore(other.end().orElseThrow())
                && other.begun().orElseThrow().isBefore(one.end().orElseThrow());
    }

    private static TaskView load(RunView run) {
        return run.tasks().stream()
                .filter(task -> task.spec().key().equals("load_and_validate"))
                .findFirst()
                .orElseThrow();
    }
}
