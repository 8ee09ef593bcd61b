package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.jobs.engine.TaskEnd;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTaskValuesTest {
    @TempDir
    Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new TestWorkspace(folder);
        workspace.tasks.on(
                "process",
                (order, progress, canceled) ->
                        TaskEnd.success(ImmutableMap.of("wheelhouse", "\"/Volumes/w.zip\"", "unread", "\"x\"")));
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void a_value_is_what_a_later_task_was_given_whichever_job_the_run_is_of() {
        workspace
                .runner()
                .submit(Plans.withProcess(Plans.CLUSTER, 1), ProgressListener.NONE)
                .await();
        workspace
                .runner()
                .submit(Plans.withProcess(Plans.SERVERLESS, 2), ProgressListener.NONE)
                .await();

        assertThat(values().get(run(Plans.runId(1).toString()), TaskKey.PROCESS, "wheelhouse"))
                .contains("\"/Volumes/w.zip\"");
        assertThat(values().get(run(Plans.runId(2).toString()), TaskKey.PROCESS, "wheelhouse"))
                .contains("\"/Volumes/w.zip\"");
    }

    @Test
    void a_run_of_a_deployed_job_is_known_by_its_number() {
        workspace
                .runner()
                .submit(Plans.withProcess(Plans.CLUSTER, 1), ProgressListener.NONE)
                .await();
        long number = workspace.tasks.orders().get(0).runId();

        assertThat(values().get(run("job-" + number), TaskKey.PROCESS, "wheelhouse"))
                .contains("\"/Volumes/w.zip\"");
    }

    @Test
    void what_no_task_asks_for_and_a_run_that_nobody_knows_have_no_value() {
        workspace
                .runner()
                .submit(Plans.withProcess(Plans.CLUSTER, 1), ProgressListener.NONE)
                .await();

        assertThat(values().get(run(Plans.runId(1).toString()), TaskKey.PROCESS, "unread"))
                .isEmpty();
        assertThat(values().get(run(Plans.runId(9).toString()), TaskKey.PROCESS, "wheelhouse"))
                .isEmpty();
    }

    @Test
    void nobody_but_the_task_can_set_a_value() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> values().set(run(Plans.runId(1).toString()), TaskKey.PROCESS, "a", "1"));
    }

    @Test
    void a_service_out_of_reach_is_an_error() {
        workspace.faults().arm("GET /api/2.2/jobs/runs/list", Fault.internalError(), 3);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> values().get(run(Plans.runId(1).toString()), TaskKey.PROCESS, "a"));
    }

    private JobTaskValues values() {
        return new JobTaskValues(workspace.connection());
    }

    private static StorePath run(String name) {
        return StorePath.of("/Volumes/main/default/deps/runs/" + name);
    }
}
