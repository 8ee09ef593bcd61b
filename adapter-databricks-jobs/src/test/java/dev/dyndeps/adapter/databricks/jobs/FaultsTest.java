package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request of a run goes wrong. */
class FaultsTest {
    private static final String CREATE = "POST /api/2.2/jobs/create";

    private static final ImmutableList<String> BEFORE = ImmutableList.of(
            "GET /api/2.0/preview/scim/v2/Me",
            "GET /api/2.1/clusters/spark-versions",
            "GET /api/2.1/clusters/list-node-types",
            "GET /api/2.0/workspace/list",
            "POST /api/2.0/workspace/mkdirs",
            "POST /api/2.0/workspace/import",
            "GET /api/2.2/jobs/list",
            CREATE);

    private static final ImmutableList<String> AFTER = ImmutableList.of(
            "POST /api/2.2/jobs/run-now", "GET /api/2.2/jobs/runs/get", "GET /api/2.2/jobs/runs/get-output");

    @TempDir
    Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new TestWorkspace(folder);
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    /** Each once; what asks to come back takes a second of the SDK's, so it is spread over the requests. */
    private static final ImmutableList<Fault> PASSING = ImmutableList.of(
            Fault.answerLost(),
            Fault.tooManyRequests(OptionalInt.empty()),
            Fault.cutUpload(0),
            Fault.internalError(),
            Fault.answerLost(),
            Fault.cutUpload(0),
            Fault.unavailable(),
            Fault.answerLost());

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void what_passes_is_got_over_and_nothing_happens_twice(int turn) {
        ImmutableList<String> all = Stream.concat(
                        BEFORE.stream().filter(request -> !request.equals(CREATE)), AFTER.stream())
                .collect(ImmutableList.toImmutableList());
        for (int n = 0; n < all.size(); n++) {
            workspace.faults().arm(all.get(n), PASSING.get((n + turn) % PASSING.size()));
        }

        assertThat(run(1).succeeded()).isTrue();

        assertThat(workspace.faults().left()).isZero();
        assertThat(workspace.tasks.orders())
                .extracting(TaskOrder::taskKey)
                .containsExactly("load_and_validate", "cleanup");
    }

    @Test
    void a_job_is_made_although_the_service_is_busy_and_there_is_one_though_the_answer_was_lost() {
        workspace.faults().arm(CREATE, Fault.unavailable());
        workspace.faults().arm(CREATE, Fault.answerLost());

        assertThat(run(1).succeeded()).isTrue();
        assertThat(new JobList(new Api(workspace.connection())).all()).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("BEFORE")
    void an_internal_error_before_the_start_is_one_clear_error_and_starts_nothing(String request) {
        workspace.faults().arm(request, Fault.internalError(), request.equals(CREATE) ? 1 : 3);

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> run(1))
                .withMessageContaining("500 INTERNAL_ERROR");
        assertThat(workspace.tasks.orders()).isEmpty();

        assertThat(run(2).succeeded()).isTrue();
    }

    @Test
    void an_internal_error_from_the_start_on_is_got_over() {
        AFTER.forEach(request -> workspace.faults().arm(request, Fault.internalError(), 2));

        assertThat(run(1).succeeded()).isTrue();
        assertThat(workspace.faults().left()).isZero();
    }

    private JobOutcome run(int number) {
        return workspace
                .runner()
                .submit(Plans.plan(Plans.CLUSTER, number), ProgressListener.NONE)
                .await();
    }
}
