package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.port.JobRunner.Submitted;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabricksActiveRunsTest {
    private static final String LIST = "GET /api/2.2/jobs/runs/list";

    @TempDir
    Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new TestWorkspace(folder);
        workspace.tasks.on("load_and_validate", ScriptedTasks.HANG);
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void runs_of_our_command_are_known_by_their_UUID_and_all_by_their_number() {
        submit(Plans.CLUSTER, 1);
        submit(Plans.SERVERLESS, 2);

        assertThat(active())
                .hasSize(4)
                .contains(Plans.runId(1), Plans.runId(2))
                .filteredOn(run -> run.value().startsWith("job-"))
                .hasSize(2);
    }

    @Test
    void a_run_that_has_ended_is_not_active() {
        Submitted ended = submit(Plans.CLUSTER, 1);
        ended.cancel();

        assertThat(active()).isEmpty();
    }

    @Test
    void a_run_that_waits_for_its_start_is_active() {
        IntStream.range(0, 4).forEach(n -> submit(Plans.CLUSTER, n));

        assertThat(active()).contains(Plans.runId(0), Plans.runId(3));
    }

    @Test
    void runs_are_found_on_all_pages() {
        IntStream.range(0, 30).forEach(n -> submit(Plans.SERVERLESS, n));

        assertThat(active()).hasSize(60);
        assertThat(workspace.emulated.recorded().stream()
                        .filter(one -> one.request().equals(LIST))
                        .map(one -> one.query().get("limit")))
                .hasSize(2)
                .allMatch(limit -> limit.contains("24"));
    }

    @Test
    void who_may_not_ask_knows_nothing() {
        workspace.faults().arm(LIST, Fault.error(403, "PERMISSION_DENIED", "no"));

        assertThat(new DatabricksActiveRuns(workspace.connection()).active()).isEmpty();
    }

    @Test
    void a_service_out_of_reach_and_a_token_that_expired_are_errors() {
        workspace.faults().arm(LIST, Fault.internalError(), 3);
        assertThatExceptionOfType(RemoteError.class).isThrownBy(this::active);

        workspace.faults().arm(LIST, Fault.expiredToken());
        assertThatExceptionOfType(UserError.class).isThrownBy(this::active);
    }

    private ImmutableSet<RunId> active() {
        return new DatabricksActiveRuns(workspace.connection()).active().orElseThrow();
    }

    private Submitted submit(Compute compute, int number) {
        return workspace.runner().submit(Plans.plan(compute, number), ProgressListener.NONE);
    }
}
