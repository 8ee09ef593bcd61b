package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ObjectArrays;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.it.Dyndeps;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each fault at each stage of a run on Databricks: the command succeeds, or ends with one clear error and the status of it;
 * nothing of the run stays in storage, or the error names the command that removes it, and it does.
 */
class FaultsIT {
    private static final Named<Fault> INTERNAL_ERROR = Named.of("500", Fault.internalError());
    private static final Named<Fault> CUT = Named.of("a cut in the request", Fault.cutUpload(100));

    private static final ImmutableList<Named<Fault>> PASSING = ImmutableList.of(
            Named.of("429 with Retry-After", Fault.tooManyRequests(OptionalInt.of(1))),
            Named.of("429", Fault.tooManyRequests(OptionalInt.empty())),
            INTERNAL_ERROR,
            Named.of("503", Fault.unavailable()),
            CUT,
            Named.of("a cut in the answer", Fault.cutDownload(5)),
            Named.of("an answer that is lost", Fault.answerLost()),
            Named.of("a slow answer", Fault.slow(Duration.ofMillis(300))));

    /** To make a job once more would be to make two. */
    private static final ImmutableList<Named<Fault>> NOT_IN_MAKING_A_JOB = ImmutableList.of(INTERNAL_ERROR, CUT);

    /** With the status and a part of the error. */
    private static final ImmutableList<Arguments> LASTING = ImmutableList.of(
            Arguments.of(Named.of("429", Fault.tooManyRequests(OptionalInt.of(0))), 4, "429"),
            Arguments.of(INTERNAL_ERROR, 4, "answered 500 INTERNAL_ERROR"),
            Arguments.of(Named.of("503", Fault.unavailable()), 4, "503"),
            Arguments.of(Named.of("no answer", Fault.cutUpload(0)), 4, "the connection to "),
            Arguments.of(Named.of("an expired token", Fault.expiredToken()), 2, "does not accept the token"));

    private final QuickWorkspace workspace = new QuickWorkspace();

    @AfterEach
    void stop() {
        workspace.close();
    }

    static Stream<Arguments> passing() {
        return Stream.of(Stage.values())
                .flatMap(stage -> PASSING.stream()
                        .filter(fault -> stage != Stage.MAKE_THE_JOB || !NOT_IN_MAKING_A_JOB.contains(fault))
                        .map(fault -> Arguments.of(stage, fault)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("passing")
    void what_passes_is_got_over(Stage stage, Fault fault) {
        workspace.faults().arm(stage.request, fault);

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.VOLUME);

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(workspace.faults().left()).isZero();
        assertThat(workspace.leftOfRuns(QuickWorkspace.VOLUME)).isEmpty();
        assertThat(workspace.jobs.runs().list()).hasSize(1);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @FieldSource("NOT_IN_MAKING_A_JOB")
    void a_job_of_which_nobody_knows_whether_it_was_made_is_one_error_that_leaves_nothing(Fault fault) {
        workspace.faults().arm(Stage.MAKE_THE_JOB.request, fault);

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.VOLUME);

        assertOneError(result, 4, "making the job");
        assertThat(workspace.leftOfRuns(QuickWorkspace.VOLUME)).isEmpty();
        assertThat(workspace.jobs.runs().list()).isEmpty();
        assertThat(workspace.runWheelhouse(QuickWorkspace.VOLUME).status()).isZero();
    }

    static Stream<Arguments> lasting() {
        return Stream.of(Stage.values())
                // A run under way is watched through ten minutes of them (WatchingTest), and its folder removed later.
                .filter(stage -> stage != Stage.WATCH && stage != Stage.GET_THE_OUTPUT && stage != Stage.CLEAN_UP)
                .flatMap(stage -> LASTING.stream().map(fault -> Arguments.of(ObjectArrays.concat(stage, fault.get()))));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("lasting")
    void what_does_not_pass_is_one_error_that_leaves_nothing(Stage stage, Fault fault, int status, String said) {
        workspace.faults().arm(stage.request, fault, 1000);

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.VOLUME);

        assertOneError(result, status, said);
        assertThat(workspace.leftOfRuns(QuickWorkspace.VOLUME)).isEmpty();
        assertThat(workspace.jobs.runs().list()).isEmpty();
    }

    /** The service does not take the token any more: the run goes on, and nobody here can see how it ends. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void a_token_that_expires_while_the_run_is_watched_is_an_error_that_names_the_run_and_what_is_left() {
        workspace.tasks.hold("load_and_validate");
        workspace
                .faults()
                .armAfter(
                        1,
                        "GET /api/2.2/jobs/runs/get",
                        (call, usual) -> {
                            workspace.emulated.identities().expire(workspace.emulated.token());
                            return usual.handle(call);
                        },
                        1);

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.VOLUME);

        assertOneError(result, 4, "goes on, but can no longer be watched");
        assertThat(result.err())
                .contains(
                        "does not accept the token",
                        "/#job/",
                        "is left",
                        "dyndeps clean --base " + QuickWorkspace.VOLUME);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void an_output_that_may_not_be_read_does_not_fail_the_run() {
        workspace.faults().arm(Stage.GET_THE_OUTPUT.request, Fault.expiredToken(), 1000);

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.VOLUME);

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.err()).contains("load_and_validate: its output cannot be had: ");
        assertThat(workspace.leftOfRuns(QuickWorkspace.VOLUME)).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"load_and_validate", "cleanup"})
    void a_task_that_the_platform_breaks_off_fails_the_run_and_leaves_nothing(String task) {
        workspace.jobs.faults().internalError(task);

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.VOLUME);

        assertThat(result.status()).as(result.everything()).isEqualTo(5);
        assertThat(result.everything()).contains(task + ": failed").doesNotContain("\tat ");
        assertThat(workspace.leftOfRuns(QuickWorkspace.VOLUME)).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void a_cluster_that_never_starts_ends_with_the_time_out_and_leaves_nothing() {
        workspace.jobs.faults().clusterNeverStarts();

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.VOLUME, "--timeout", "2s");

        assertThat(result.status()).as(result.everything()).isEqualTo(5);
        assertThat(result.everything())
                .contains("It took longer than the 2 seconds that the run may take")
                .doesNotContain("\tat ");
        assertThat(workspace.leftOfRuns(QuickWorkspace.VOLUME)).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void a_deletion_that_dbfs_does_in_part_is_asked_for_until_it_is_done() {
        workspace.emulated.storage().settings().deleteAtMost(0);
        workspace.faults().arm("POST /api/2.0/dbfs/delete", (call, usual) -> {
            Answer part = usual.handle(call);
            workspace.emulated.storage().settings().deleteAtMost(1);
            return part;
        });

        Dyndeps.Result result = workspace.runWheelhouse(QuickWorkspace.DBFS);

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(workspace.leftOfRuns(QuickWorkspace.DBFS)).isEmpty();
    }

    private static void assertOneError(Dyndeps.Result result, int status, String words) {
        assertThat(result.status()).as(result.everything()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(words).doesNotContain("\tat ");
        assertThat(result.err().lines().filter(line -> line.startsWith("error ")))
                .as(result.err())
                .hasSize(1);
    }
}
