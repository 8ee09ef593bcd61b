package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteStreams;
import dev.dyndeps.adapter.filesystem.LocalMachine;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.pipeline.RunMarker.Owner;
import dev.dyndeps.emulator.http.Answer;
import dev.dyndeps.emulator.http.ApiError;
import dev.dyndeps.emulator.http.Fault;
import dev.dyndeps.it.Dyndeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller is killed in the middle of a run: {@code clean} finds what it left and removes it, and only that. */
class KilledIT {
    private static final String BASE = QuickWorkspace.VOLUME;
    private static final String MARKER = "/dyndeps-run.json";

    /** No process has this number. */
    private static final long NOBODY = 99_999_999;

    private final QuickWorkspace workspace = new QuickWorkspace();

    @AfterEach
    void stop() {
        workspace.close();
    }

    /** Moments before the run is started, and after its end. */
    enum Moment {
        BEFORE_THE_MARKER_IS_PUT(Stage.SEND_THE_MARKER.request, 0, false),
        AFTER_THE_MARKER_IS_PUT(Stage.SEND_THE_MARKER.request, 0, true),
        IN_THE_MIDDLE_OF_THE_WHEELHOUSE(Stage.SEND_THE_WHEELHOUSE.request, 0, false),
        AFTER_THE_WHEELHOUSE_IS_PUT(Stage.SEND_THE_WHEELHOUSE.request, 0, true),
        BETWEEN_TWO_SCRIPTS(Stage.SEND_THE_SCRIPTS.request, 0, true),
        BEFORE_THE_JOB_IS_MADE(Stage.MAKE_THE_JOB.request, 0, false),
        AFTER_THE_JOB_IS_MADE(Stage.MAKE_THE_JOB.request, 0, true),
        BEFORE_THE_START(Stage.START.request, 0, false),
        AT_THE_OUTPUT(Stage.GET_THE_OUTPUT.request, 1, true),
        BEFORE_ANYTHING_IS_REMOVED("DELETE *", 0, false),
        AFTER_THE_FIRST_FILE_IS_REMOVED("DELETE *", 0, true),
        BEFORE_THE_MARKER_IS_REMOVED("DELETE *" + MARKER, 0, false),
        BEFORE_THE_FOLDER_IS_REMOVED("DELETE /api/2.0/fs/directories/*", 0, false);

        private final String requests;
        private final int before;
        private final boolean done;

        Moment(String requests, int before, boolean done) {
            this.requests = requests;
            this.before = before;
            this.done = done;
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(Moment.class)
    void what_it_left_is_removed_by_a_clean_up(Moment moment) throws IOException {
        ImmutableList<Path> others = others();

        kill(moment.requests, moment.before, moment.done);

        Dyndeps.Result result = workspace.run("clean", "--base", BASE);
        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(others).allSatisfy(file -> assertThat(file).exists());
        assertThat(workspace.leftOfRuns(BASE)).as(result.everything()).hasSize(others.size());
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"POST /api/2.2/jobs/run-now", "GET /api/2.2/jobs/runs/get"})
    void a_run_that_goes_on_without_its_caller_is_left_alone_until_it_has_ended(String requests)
            throws IOException, InterruptedException {
        workspace.tasks.hold("load_and_validate");

        kill(requests, requests.startsWith("GET") ? 2 : 0, true);

        assertThat(workspace.run("clean", "--base", BASE).out())
                .matches("kept .*/runs/[-0-9a-f]{36}  \\(the run is active\\)\\n");
        assertThat(workspace.leftOfRuns(BASE)).isNotEmpty();

        workspace.tasks.releaseAll();
        while (workspace.jobs.runs().list().get(0).isActive()) {
            Thread.sleep(20);
        }
        assertThat(workspace.run("clean", "--base", BASE).out())
                .matches("removed .*/runs/[-0-9a-f]{36}  \\(its process [0-9]+ has ended\\)\\n");
        assertThat(workspace.leftOfRuns(BASE)).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void where_it_cannot_be_asked_which_runs_are_active_only_old_ones_are_removed() throws IOException {
        long now = System.currentTimeMillis();
        run(owner(QuickWorkspace.USER, "elsewhere", now - Duration.ofHours(25).toMillis()));
        run(owner(
                QuickWorkspace.USER,
                new LocalMachine().owner().host(),
                now - Duration.ofHours(25).toMillis()));
        Path young = run(owner(
                QuickWorkspace.USER, "elsewhere", now - Duration.ofHours(23).toMillis()));
        Path another = run(owner("other@example.com", "elsewhere", 0));
        workspace
                .faults()
                .arm(
                        "GET /api/2.2/jobs/runs/list",
                        (call, usual) -> {
                            throw ApiError.denied("User does not have permission to list runs");
                        },
                        2);

        workspace.run("clean", "--base", BASE);

        assertThat(workspace.leftOfRuns(BASE)).hasSize(2);
        assertThat(young).exists();
        assertThat(another).exists();
        workspace.run("clean", "--base", BASE, "--older-than", "22");
        assertThat(young).doesNotExist();
        assertThat(another).exists();
    }

    /** Runs a wheelhouse in a process of its own, which is killed when a request arrives. */
    private void kill(String requests, int before, boolean done) {
        CompletableFuture<Program> victim = new CompletableFuture<>();
        Fault killing = (call, usual) -> {
            Answer answer = Answer.hangUp();
            if (done) {
                answer = usual.handle(call);
            } else {
                ByteStreams.exhaust(ByteStreams.limit(call.body(), 100));
            }
            victim.join().kill();
            return answer;
        };
        workspace.faults().armAfter(before, requests, killing, 1);
        try (Program program = Program.start(
                workspace.variables(),
                workspace.folder().resolve("output"),
                "run",
                QuickWorkspace.wheelhouse().toString(),
                "--on",
                "databricks",
                "--base",
                BASE)) {
            victim.complete(program);
            Dyndeps.Result killed = program.ended();
            assertThat(killed.status()).as(killed.everything()).isEqualTo(137);
        }
    }

    /** Files in folders that no clean-up of this user may touch. */
    private ImmutableList<Path> others() throws IOException {
        long now = System.currentTimeMillis();
        Owner me = new LocalMachine().owner();
        Path unmarked =
                workspace.onDisk(BASE).resolve("runs").resolve(UUID.randomUUID().toString());
        Files.createDirectories(unmarked);
        Path misnamed = workspace.onDisk(BASE).resolve("runs/precious");
        Files.createDirectories(misnamed);
        return ImmutableList.of(
                run(owner("other@example.com", me.host(), now)),
                run(owner("other@example.com", "elsewhere", 0)),
                run(owner(QuickWorkspace.USER, "elsewhere", now)),
                run(new Owner(QuickWorkspace.USER, me.host(), me.pid(), me.started())),
                Files.writeString(unmarked.resolve("data.csv"), "precious"),
                Files.writeString(misnamed.resolve("data.csv"), "precious"));
    }

    private static Owner owner(String user, String host, long started) {
        return new Owner(user, host, NOBODY, started);
    }

    /** The marker of a run that this owner started. */
    private Path run(Owner owner) throws IOException {
        RunId run = RunId.of(UUID.randomUUID());
        Path folder = workspace.onDisk(BASE).resolve("runs").resolve(run.toString());
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(MARKER.substring(1)), new RunMarker(run, owner).text());
    }
}
