package dev.dyndeps.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import dev.dyndeps.application.CleanUpRuns.Fate;
import dev.dyndeps.application.CleanUpRuns.Request;
import dev.dyndeps.application.CleanUpRuns.Run;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.pipeline.RunMarker.Owner;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.testkit.FakeMachine;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.InMemoryArtifactStore;
import dev.dyndeps.testkit.SequentialRunIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removes what a killed run left, and nothing that may be another's or at work. */
class CleanUpRunsTest {
    private static final StorePath BASE = new StorePath("/base");
    private static final Duration DAY = Duration.ofDays(1);
    private static final long START = 1_000_000;
    private static final Owner ME = new Owner("me", "here", 42, START);

    @TempDir
    private Path temp;

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final FakeMachine machine = new FakeMachine(ME);
    private FakeWorkspaces workspaces;
    private Optional<ImmutableSet<RunId>> active = Optional.of(ImmutableSet.of());

    @BeforeEach
    void setUp() throws IOException {
        workspaces = new FakeWorkspaces(Files.createDirectories(temp.resolve("workspaces")));
    }

    @AfterEach
    void no_folder_is_left_open() {
        assertThat(workspaces.leftOpen()).isEmpty();
    }

    private StorePath put(StorePath path, byte[] bytes) {
        try {
            Path file = Files.write(temp.resolve("file"), bytes);
            store.put(file, Hashing.sha256().hashBytes(bytes), path);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StorePath put(StorePath path, String text) {
        return put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static RunPaths paths(int n) {
        return new RunPaths(BASE, SequentialRunIds.nth(n));
    }

    /** The n-th run, with its marker and a file. */
    private StorePath run(int n, Owner owner) {
        put(paths(n).marker(), new RunMarker(paths(n).run(), owner).text());
        put(paths(n).file("deps.zip"), "a wheelhouse");
        return paths(n).folder();
    }

    private ImmutableList<Run> cleanUp(boolean dryRun) {
        return cleanUp(store, dryRun);
    }

    private ImmutableList<Run> cleanUp(ArtifactStore store, boolean dryRun) {
        return new CleanUpRuns(store, () -> active, machine, workspaces)
                .run(new Request(BASE, DAY, dryRun))
                .runs();
    }

    private void assertKept(StorePath folder, String reason) {
        assertThat(cleanUp(false)).containsExactly(new Run(folder, Fate.KEPT, reason));
        assertThat(store.stat(folder)).isPresent();
    }

    private void assertRemoved(StorePath folder, String reason) {
        assertThat(cleanUp(false)).containsExactly(new Run(folder, Fate.REMOVED, reason));
        assertThat(store.stat(folder)).isEmpty();
    }

    @Test
    void where_nothing_ever_ran_there_is_nothing_to_do() {
        assertThat(cleanUp(false)).isEmpty();
    }

    @Test
    void a_run_whose_process_has_ended_is_removed() {
        assertRemoved(run(1, new Owner("me", "here", 41, START)), "its process 41 has ended");
    }

    @Test
    void a_run_that_a_service_works_on_is_kept_though_its_process_has_ended_and_however_old_it_is() {
        StorePath folder = run(1, new Owner("me", "here", 41, START));
        machine.at(START + DAY.toMillis() * 100);
        active = Optional.of(ImmutableSet.of(paths(1).run()));

        assertKept(folder, "the run is active");
    }

    @Test
    void a_run_of_a_deployed_job_is_removed_as_soon_as_it_is_not_active() {
        StorePath folder = deployedRun();
        active = Optional.of(ImmutableSet.of(new RunId("job-8")));

        assertRemoved(folder, "the run has ended");
    }

    @Test
    void a_run_of_a_deployed_job_that_is_active_is_kept() {
        StorePath folder = deployedRun();
        active = Optional.of(ImmutableSet.of(new RunId("job-7")));

        assertKept(folder, "the run is active");
    }

    @Test
    void a_run_of_a_deployed_job_that_cannot_be_asked_for_is_judged_by_its_age() {
        StorePath folder = deployedRun();
        active = Optional.empty();

        machine.at(START + DAY.toMillis());
        assertKept(folder, "whether it is active cannot be asked, and it is not old enough");

        machine.at(START + DAY.toMillis() + 1);
        assertRemoved(folder, "it is old");
    }

    @Test
    void a_run_that_may_go_on_without_its_process_and_cannot_be_asked_for_is_judged_by_its_age() {
        StorePath folder = run(1, new Owner("me", "here", 41, START));
        active = Optional.empty();

        machine.at(START + DAY.toMillis());
        assertKept(folder, "whether it is active cannot be asked, and it is not old enough");

        machine.at(START + DAY.toMillis() + 1);
        assertRemoved(folder, "it is old");
    }

    @Test
    void what_a_clean_up_that_is_stopped_half_way_leaves_still_says_whose_it_is() {
        StorePath folder = run(1, new Owner("me", "here", 41, START));
        AtomicInteger deletions = new AtomicInteger();
        for (int stopped = 0; store.stat(folder).isPresent(); stopped++) {
            int last = stopped;
            deletions.set(0);
            ArtifactStore failing = new ForwardingStore(store) {
                @Override
                public Deletion delete(StorePath path) {
                    if (deletions.getAndIncrement() == last) {
                        throw new IllegalStateException("stopped");
                    }
                    return super.delete(path);
                }
            };
            try {
                assertThat(cleanUp(failing, false)).hasSize(1);
            } catch (IllegalStateException stop) {
                assertThat(store.stat(paths(1).marker())).isPresent();
            }
        }
    }

    private StorePath deployedRun() {
        RunPaths deployed = new RunPaths(BASE, new RunId("job-7"));
        put(deployed.marker(), new RunMarker(deployed.run(), new Owner("me", "10.0.0.1", 1, START)).text());
        return deployed.folder();
    }

    @Test
    void a_run_whose_process_works_is_kept_however_old_it_is() {
        Owner worker = new Owner("me", "here", 43, START);
        machine.running(worker).at(START + DAY.toMillis() * 100);

        assertKept(run(1, worker), "process 43 works in it");
    }

    @Test
    void a_run_of_an_earlier_process_with_the_same_number_is_removed() {
        machine.running(new Owner("me", "here", 43, START + 5));

        assertRemoved(run(1, new Owner("me", "here", 43, START)), "its process 43 has ended");
    }

    @Test
    void the_run_of_this_very_process_is_kept() {
        assertKept(run(1, ME), "process 42 works in it");
    }

    @Test
    void a_run_of_another_user_is_kept() {
        assertKept(run(1, new Owner("you", "here", 41, START)), "it belongs to you");
    }

    @Test
    void a_run_of_another_host_is_kept_until_it_is_older_than_asked() {
        StorePath folder = run(1, new Owner("me", "there", 41, START));

        machine.at(START + DAY.toMillis());
        assertKept(folder, "it was started on there, and it is not old enough");
        machine.at(START + DAY.toMillis() + 1);
        assertRemoved(folder, "it is old");
    }

    @Test
    void a_dry_run_says_what_would_be_removed_and_removes_nothing() {
        StorePath ended = run(1, new Owner("me", "here", 41, START));
        StorePath working = run(2, ME);

        assertThat(cleanUp(true))
                .containsExactly(
                        new Run(ended, Fate.WOULD_REMOVE, "its process 41 has ended"),
                        new Run(working, Fate.KEPT, "process 42 works in it"));
        assertThat(store.stat(paths(1).marker())).isPresent();
    }

    @Test
    void a_folder_without_a_marker_is_kept() {
        put(paths(1).file("deps.zip"), "whose is it?");

        assertKept(paths(1).folder(), "no run of ours: it has no marker");
    }

    @Test
    void a_folder_whose_name_is_no_run_id_is_kept() {
        StorePath folder = RunPaths.runs(BASE).resolve("precious");
        put(folder.resolve("dyndeps-run.json"), new RunMarker(SequentialRunIds.nth(1), ME).text());

        assertKept(folder, "no run of ours: it has no marker");
    }

    @Test
    void a_folder_named_by_another_spelling_of_an_ended_runs_id_is_kept() {
        RunPaths ended = new RunPaths(BASE, new RunId("abcdefab-0000-4000-8000-000000000001"));
        put(ended.marker(), new RunMarker(ended.run(), new Owner("me", "here", 41, START)).text());
        StorePath other = RunPaths.runs(BASE).resolve("ABCDEFAB-0000-4000-8000-000000000001");
        put(other.resolve("precious"), "mine");

        assertThat(cleanUp(false))
                .containsExactly(
                        new Run(other, Fate.KEPT, "no run of ours: it has no marker"),
                        new Run(ended.folder(), Fate.REMOVED, "its process 41 has ended"));
    }

    @Test
    void a_folder_with_the_marker_of_another_run_is_kept() {
        put(paths(1).marker(), new RunMarker(SequentialRunIds.nth(2), new Owner("me", "here", 41, START)).text());

        assertKept(paths(1).folder(), "no run of ours: it has no marker");
    }

    @Test
    void a_folder_whose_marker_is_no_text_is_kept() {
        put(paths(1).marker(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertKept(paths(1).folder(), "no run of ours: it has no marker");
    }

    @Test
    void a_file_among_the_runs_is_passed_over() {
        put(RunPaths.runs(BASE).resolve("notes.txt"), "hello");

        assertThat(cleanUp(false)).isEmpty();
    }

    @Test
    void a_run_that_goes_while_it_is_looked_at_does_not_stop_the_others() {
        StorePath going = run(1, new Owner("me", "here", 41, START));
        StorePath ended = run(2, new Owner("me", "here", 40, START));
        ArtifactStore racing = new ForwardingStore(store) {
            @Override
            public void get(StorePath path, Path into) {
                store.delete(going);
                super.get(path, into);
            }
        };

        assertThat(cleanUp(racing, false))
                .contains(new Run(ended, Fate.REMOVED, "its process 40 has ended"))
                .noneMatch(run -> run.folder().equals(going) && run.fate() == Fate.REMOVED);
    }
}
