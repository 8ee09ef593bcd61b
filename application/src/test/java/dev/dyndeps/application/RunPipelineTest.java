package dev.dyndeps.application;

import static dev.dyndeps.application.Refusals.assertRefused;
import static dev.dyndeps.testkit.WheelMaker.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.zip.ZipWheelhouseReader;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.application.RunPipeline.FromInput;
import dev.dyndeps.application.RunPipeline.FromWheelhouse;
import dev.dyndeps.application.RunPipeline.ProcessedByTask;
import dev.dyndeps.application.RunPipeline.Ran;
import dev.dyndeps.application.RunPipeline.Source;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.SharedPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.ValidationReport;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.testkit.FakeJobRunner;
import dev.dyndeps.testkit.FakeMachine;
import dev.dyndeps.testkit.InMemoryArtifactStore;
import dev.dyndeps.testkit.SequentialRunIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an input to an import, and nothing of the run stays. */
class RunPipelineTest {
    private static final StorePath BASE = new StorePath("/base");
    private static final RunPaths PATHS = new RunPaths(BASE, SequentialRunIds.nth(1));
    private static final RunMarker.Owner ME = new RunMarker.Owner("me", "here", 42, 1_000);

    @TempDir
    private Path temp;

    private Bench bench;
    private final InMemoryArtifactStore memory = new InMemoryArtifactStore();
    private final List<String> puts = new ArrayList<>();
    private final FakeJobRunner tasks = new FakeJobRunner();
    private JobRunner jobs = tasks;
    private ArtifactStore store = new Watched();
    private boolean keep;
    private Compute compute = new Compute.SparkMaster("local[2]", Optional.of("3.10"));
    private Path check = Path.of("/checks/one.py");
    private Path main = Path.of("/jobs/main.py");

    @BeforeEach
    void setUp() throws IOException {
        bench = new Bench(temp);
        bench.index.add(wheel("six", "1.16"));
        bench.requirements("six");
    }

    @AfterEach
    void nothing_of_this_machine_is_left() {
        assertThat(Thread.interrupted()).isFalse();
        assertThat(bench.workspaces.leftOpen()).isEmpty();
        assertThat(bench.written()).isEmpty();
    }

    private Ran run() {
        return run(new FromInput(bench.request()));
    }

    private Ran run(Source source) {
        return new RunPipeline(
                        bench.useCase(),
                        new ZipWheelhouseReader(),
                        store,
                        jobs,
                        new SequentialRunIds(),
                        new FakeMachine(ME),
                        bench.texts,
                        bench.workspaces,
                        new Bench.Seconds())
                .run(
                        new RunPipeline.Request(
                                source,
                                BASE,
                                compute,
                                JobSettings.DEFAULT,
                                ImmutableList.of(check),
                                Optional.of(main),
                                ImmutableList.of("--day", "today"),
                                keep),
                        bench.progress);
    }

    private void assertNothingInTheStore() {
        assertThat(memory.list(RunPaths.runs(BASE))).isEmpty();
    }

    /** The store in memory, watched. */
    private class Watched implements ArtifactStore {
        @Override
        public Put put(Path file, HashCode sha256, StorePath path) {
            puts.add(path.name());
            return memory.put(file, sha256, path);
        }

        @Override
        public void get(StorePath path, Path into) {
            memory.get(path, into);
        }

        @Override
        public Optional<Stat> stat(StorePath path) {
            return memory.stat(path);
        }

        @Override
        public ImmutableList<Stat> list(StorePath folder) {
            return memory.list(folder);
        }

        @Override
        public Deletion delete(StorePath path) {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("the store can work")
                    .isFalse();
            return memory.delete(path);
        }
    }

    @Test
    void the_marker_is_put_first_then_the_wheelhouse_and_then_the_tasks_run_in_order() {
        tasks.doing(TaskKey.LOAD_AND_VALIDATE, parameters -> {
            assertThat(puts).hasSize(2);
            assertThat(memory.stat(PATHS.marker())).isPresent();
            return "";
        });

        Ran ran = run();

        assertThat(puts)
                .containsExactly(
                        "dyndeps-run.json", ran.wheelhouse().orElseThrow().name());
        assertThat(ran.succeeded()).isTrue();
        assertThat(tasks.started())
                .extracting(task -> task.key())
                .containsExactly(TaskKey.LOAD_AND_VALIDATE, TaskKey.CLEANUP);
    }

    @Test
    void the_marker_says_which_run_of_whom_it_is() {
        tasks.doing(TaskKey.LOAD_AND_VALIDATE, parameters -> {
            Path copy = temp.resolve("copy");
            memory.get(PATHS.marker(), copy);
            try {
                return RunMarker.parse(Files.readString(copy)).equals(Optional.of(new RunMarker(PATHS.run(), ME)))
                        ? ""
                        : "another marker";
            } catch (IOException e) {
                return e.toString();
            }
        });

        assertThat(run().outcome().tasks().get(0).error()).isEmpty();
    }

    @Test
    void the_tasks_are_told_the_wheelhouse_its_digest_and_what_the_user_wants() {
        Ran ran = run();

        assertThat(tasks.started().get(0).parameters())
                .containsExactly(
                        "--wheelhouse",
                        ran.wheelhouse().orElseThrow().value(),
                        "--sha256",
                        ran.built().orElseThrow().sha256().toString(),
                        "--checks",
                        "[\"/checks/one.py\"]",
                        "--main",
                        "/jobs/main.py",
                        "--arguments",
                        "[\"--day\",\"today\"]");
        assertThat(tasks.submitted().get(0).job().compute()).isEqualTo(compute);
    }

    @Test
    void a_run_that_succeeded_leaves_nothing_and_tells_what_happened() {
        ValidationReport report = new ValidationReport(ImmutableList.of(), true, ImmutableList.of("one.py"));
        tasks.reporting(report);

        Ran ran = run();

        assertNothingInTheStore();
        assertThat(ran.left()).isEmpty();
        assertThat(ran.paths()).isEqualTo(PATHS);
        assertThat(ran.manifest().orElseThrow().requested()).containsExactly("six");
        assertThat(ran.report()).contains(report);
        assertThat(ran.seconds().keySet()).contains("resolve", "pack", "store", "load_and_validate", "cleanup");
    }

    @Test
    void a_run_whose_task_failed_leaves_nothing_and_says_so() {
        tasks.failing(TaskKey.LOAD_AND_VALIDATE, "ImportError: six");

        Ran ran = run();

        assertThat(ran.succeeded()).isFalse();
        assertThat(ran.outcome().tasks().get(0).error()).isEqualTo("ImportError: six");
        assertThat(tasks.started().get(1).parameters()).contains("--load-state", "failed");
        assertNothingInTheStore();
        assertThat(ran.left()).isEmpty();
    }

    @Test
    void a_run_whose_own_clean_up_failed_leaves_nothing_either() {
        tasks.failing(TaskKey.CLEANUP, "PermissionError");

        assertThat(run().succeeded()).isFalse();
        assertNothingInTheStore();
    }

    @Test
    void a_run_that_is_kept_stays_and_is_named() {
        keep = true;

        Ran ran = run();

        assertThat(ran.left()).containsExactly(PATHS.folder());
        assertThat(memory.stat(PATHS.marker())).isPresent();
        assertThat(memory.stat(ran.wheelhouse().orElseThrow())).isPresent();
        assertThat(tasks.started().get(1).parameters()).endsWith("--cleanup", "false");
    }

    @Test
    void a_run_that_is_kept_but_was_removed_by_its_tasks_leaves_nothing_to_name() {
        keep = true;
        tasks.doing(TaskKey.CLEANUP, parameters -> {
            memory.delete(PATHS.folder());
            return "";
        });

        assertThat(run().left()).isEmpty();
    }

    @Test
    void an_input_that_is_refused_puts_nothing_and_submits_nothing() {
        bench.requirements("nothing-of-this-name");

        assertRefused(Code.DISTRIBUTION_UNKNOWN, "requirements.txt:1", this::run);
        assertThat(puts).isEmpty();
        assertThat(tasks.submitted()).isEmpty();
    }

    @Test
    void a_store_that_fails_half_way_keeps_nothing() {
        store = new Watched() {
            @Override
            public Put put(Path file, HashCode sha256, StorePath path) {
                if (path.equals(PATHS.marker())) {
                    return super.put(file, sha256, path);
                }
                throw new UserError(Code.OUTPUT_UNWRITABLE, path.value(), "the disk is full", "Make room");
            }
        };

        assertRefused(Code.OUTPUT_UNWRITABLE, PATHS.folder().value(), this::run);
        assertNothingInTheStore();
        assertThat(tasks.submitted()).isEmpty();
    }

    @Test
    void a_store_that_cannot_delete_does_not_hide_what_went_wrong_first() {
        jobs = (plan, progress) -> {
            throw new RemoteError("no cluster", "Start one");
        };
        store = new Watched() {
            @Override
            public Deletion delete(StorePath path) {
                throw new UserError(Code.OUTPUT_UNWRITABLE, path.value(), "it may not be deleted", "Delete it");
            }
        };

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(this::run)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .asInstanceOf(InstanceOfAssertFactories.type(LeftBehind.class))
                        .satisfies(left -> assertThat(left.folder()).isEqualTo(PATHS.folder()))
                        .satisfies(left -> assertThat(left.base()).isEqualTo(BASE))
                        .satisfies(left -> assertThat(left.getCause()).hasMessageContaining("it may not be deleted")));
    }

    @Test
    void who_is_refused_before_anything_was_put_is_not_told_that_something_is_left() {
        store = new Watched() {
            @Override
            public Put put(Path file, HashCode sha256, StorePath path) {
                throw new UserError(Code.OUTPUT_UNWRITABLE, path.value(), "it may not be written", "Ask");
            }

            @Override
            public Deletion delete(StorePath path) {
                throw new UserError(Code.OUTPUT_UNWRITABLE, path.value(), "it may not be deleted", "Ask");
            }
        };

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(this::run)
                .satisfies(e -> assertThat(e.what()).isEqualTo("it may not be written"))
                .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    }

    @Test
    void a_marker_of_which_nobody_knows_whether_it_is_there_is_removed() {
        store = new Watched() {
            @Override
            public Put put(Path file, HashCode sha256, StorePath path) {
                super.put(file, sha256, path);
                throw new RemoteError("the answer was lost", "Run again");
            }
        };

        assertThatExceptionOfType(RemoteError.class).isThrownBy(this::run);
        assertThat(puts).containsExactly("dyndeps-run.json");
        assertNothingInTheStore();
    }

    @Test
    void a_job_that_cannot_be_submitted_leaves_nothing() {
        jobs = (plan, progress) -> {
            throw new RemoteError("no cluster", "Start one");
        };

        assertThatExceptionOfType(RemoteError.class).isThrownBy(this::run);
        assertThat(puts).hasSize(2);
        assertNothingInTheStore();
    }

    @Test
    void a_job_that_is_lost_is_cancelled_and_leaves_nothing() {
        List<String> calls = new ArrayList<>();
        jobs = (plan, progress) -> new Scripted(calls) {
            @Override
            public JobOutcome await() {
                throw new RemoteError("the cluster is gone", "Run again");
            }
        };

        assertThatExceptionOfType(RemoteError.class).isThrownBy(this::run);
        assertThat(calls).containsExactly("cancel");
        assertNothingInTheStore();
    }

    @Test
    void a_run_that_is_interrupted_while_it_builds_submits_nothing_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(Interrupted.class).isThrownBy(this::run);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(tasks.submitted()).isEmpty();
        assertNothingInTheStore();
    }

    @Test
    void an_interrupted_run_cancels_its_job_removes_its_folder_and_stays_interrupted() {
        tasks.hanging(TaskKey.LOAD_AND_VALIDATE);
        jobs = (plan, progress) -> {
            JobRunner.Submitted submitted = tasks.submit(plan, progress);
            Thread.currentThread().interrupt();
            return submitted;
        };

        assertThatExceptionOfType(Interrupted.class).isThrownBy(this::run);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(tasks.started()).extracting(task -> task.key()).doesNotContain(TaskKey.CLEANUP);
        assertNothingInTheStore();
    }

    @Test
    void the_job_of_an_interrupted_run_is_cancelled_with_the_flag_down_so_that_it_can_be_waited_for() {
        List<String> calls = new ArrayList<>();
        jobs = (plan, progress) -> new Scripted(calls) {
            @Override
            public JobOutcome await() {
                Thread.currentThread().interrupt();
                throw new Interrupted("the run");
            }
        };

        assertThatExceptionOfType(Interrupted.class).isThrownBy(this::run);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(calls).containsExactly("cancel");
        assertNothingInTheStore();
    }

    @Test
    void a_job_that_cannot_be_cancelled_does_not_hide_the_interruption() {
        jobs = (plan, progress) -> new Scripted(new ArrayList<>()) {
            @Override
            public JobOutcome await() {
                Thread.currentThread().interrupt();
                throw new Interrupted("the run");
            }

            @Override
            public void cancel() {
                throw new RemoteError("no answer", "Look at the cluster");
            }
        };

        assertThatExceptionOfType(Interrupted.class)
                .isThrownBy(this::run)
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(RemoteError.class));
        assertThat(Thread.interrupted()).isTrue();
        assertNothingInTheStore();
    }

    @Test
    void a_finished_wheelhouse_is_run_as_it_is() throws IOException {
        Bench other = new Bench(temp.resolve("other"));
        other.index.add(wheel("six", "1.16"));
        Built built = other.requirements("six").build();
        bench.index.goOffline();

        Ran ran = run(new FromWheelhouse(built.wheelhouse()));

        assertThat(ran.built()).isEmpty();
        assertThat(ran.manifest().orElseThrow().digest())
                .isEqualTo(built.manifest().digest());
        assertThat(ran.wheelhouse())
                .contains(PATHS.file(built.wheelhouse().getFileName().toString()));
        assertThat(tasks.started().get(0).parameters())
                .contains("--sha256", built.sha256().toString());
        assertThat(built.wheelhouse()).exists();
        assertNothingInTheStore();
    }

    @Test
    void where_the_driver_is_elsewhere_it_finds_the_users_scripts_in_the_runs_folder() throws IOException {
        onACluster();

        run();

        assertThat(tasks.started().get(0).parameters())
                .contains(
                        "[\"" + PATHS.file("check-0").resolve("one.py") + "\"]",
                        PATHS.file("main").resolve("main.py").value());
        assertThat(puts).startsWith("dyndeps-run.json");
        assertNothingInTheStore();
    }

    @Test
    void where_the_driver_is_elsewhere_a_wheelhouse_is_sent_once_and_stays_by_its_digest() throws IOException {
        onACluster();

        Ran ran = run();
        StorePath place = ran.wheelhouse().orElseThrow();

        assertThat(place.value())
                .startsWith(BASE + "/wheelhouses/" + ran.built().orElseThrow().sha256() + "/");
        assertThat(memory.stat(place)).isPresent();
    }

    @Test
    void an_input_that_a_task_processes_is_sent_with_the_program_and_nothing_is_built_here() throws IOException {
        onACluster();
        bench.index.goOffline();
        Path input = Files.writeString(temp.resolve("deps.zip"), "input");
        Path program = Files.writeString(temp.resolve("dyndeps.whl"), "program");
        tasks.doing(TaskKey.PROCESS, parameters -> {
            StorePath sent = PATHS.file("input").resolve("deps.zip");
            StorePath kept = SharedPaths.program(
                    BASE, Hashing.sha256().hashString("program", StandardCharsets.UTF_8), "dyndeps.whl");
            assertThat(memory.stat(sent)).isPresent();
            assertThat(memory.stat(kept)).isPresent();
            assertThat(parameters).contains(sent.value(), kept.value(), "dbr-14.3", "[\"--lock\"]", "me");
            return "";
        });

        Ran ran = run(new ProcessedByTask(input, program, "dbr-14.3", ImmutableList.of("--lock")));

        assertThat(ran.outcome().tasks()).extracting(task -> task.error()).containsOnly("");
        assertThat(tasks.started())
                .extracting(task -> task.key())
                .containsExactly(TaskKey.PROCESS, TaskKey.LOAD_AND_VALIDATE, TaskKey.CLEANUP);
        assertThat(ran.manifest()).isEmpty();
        assertThat(ran.seconds()).containsKey("process");
        assertNothingInTheStore();
    }

    @Test
    void a_folder_cannot_be_processed_by_a_task() throws IOException {
        onACluster();
        Path program = Files.writeString(temp.resolve("dyndeps.whl"), "program");

        assertRefused(
                Code.INPUT_MISSING,
                temp.toString(),
                () -> run(new ProcessedByTask(temp, program, "dbr-14.3", ImmutableList.of())));
        assertThat(puts).isEmpty();
    }

    @Test
    void a_script_that_is_not_there_is_refused_and_nothing_stays() throws IOException {
        onACluster();
        check = temp.resolve("none.py");

        assertRefused(Code.INPUT_MISSING, check.toString(), this::run);
        assertNothingInTheStore();
    }

    private void onACluster() throws IOException {
        compute = new Compute.JobCluster("14.3.x-scala2.12", 1, "{}");
        check = Files.writeString(Files.createDirectory(temp.resolve("checks")).resolve("one.py"), "pass");
        main = Files.writeString(temp.resolve("main.py"), "pass");
    }

    @Test
    void a_wheelhouse_that_is_not_there_puts_nothing() {
        assertRefused(Code.INPUT_MISSING, "none.zip", () -> run(new FromWheelhouse(temp.resolve("none.zip"))));
        assertThat(puts).isEmpty();
    }

    /** A run that only notes what is asked of it. */
    private abstract static class Scripted implements JobRunner.Submitted {
        private final List<String> calls;

        Scripted(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public String id() {
            return "scripted";
        }

        @Override
        public void cancel() {
            calls.add(Thread.currentThread().isInterrupted() ? "cancel without being able to wait" : "cancel");
        }
    }
}
