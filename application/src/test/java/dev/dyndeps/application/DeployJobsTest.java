package dev.dyndeps.application;

import static dev.dyndeps.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.application.DeployJobs.DeployedAll;
import dev.dyndeps.application.DeployJobs.DeployedJob;
import dev.dyndeps.application.DeployJobs.Fate;
import dev.dyndeps.application.DeployJobs.Request;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DeployedJobs;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.RunMarker.Owner;
import dev.dyndeps.domain.pipeline.SharedPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.TaskPlan;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.JobDeployments.Deployed;
import dev.dyndeps.port.JobDeployments.Ownership;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.testkit.FakeJobDeployments;
import dev.dyndeps.testkit.FakeMachine;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.InMemoryArtifactStore;
import dev.dyndeps.testkit.RecordingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Makes our jobs what they should be, with the files that they need, and touches nothing that is not ours. */
class DeployJobsTest {
    private static final StorePath BASE = new StorePath("/Volumes/a/b/c/base");
    private static final Compute CLUSTER = new Compute.JobCluster("14.3.x-scala2.12", 1, "{}");
    private static final String PROGRAM = "dyndeps.whl";

    /** The program, and two files for each job but the one for the user's own input. */
    private static final int ALL_FILES = 1 + 2 * (DeployedJobs.ALL.size() - 1);

    /** The store's clock starts with the test, at 0, and goes by a millisecond with each file. */
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @TempDir
    private Path temp;

    private final InMemoryArtifactStore store = new InMemoryArtifactStore();
    private final FakeJobDeployments jobs = new FakeJobDeployments();
    private final FakeMachine machine = new FakeMachine(new Owner("me", "here", 42, 0));
    private final RecordingProgress progress = new RecordingProgress();
    private FakeWorkspaces workspaces;

    @BeforeEach
    void setUp() throws IOException {
        workspaces = new FakeWorkspaces(Files.createDirectories(temp.resolve("workspaces")));
    }

    @AfterEach
    void no_folder_is_left_open() {
        assertThat(workspaces.leftOpen()).isEmpty();
    }

    @Test
    void where_none_is_all_are_created_and_told_with_their_pages() {
        DeployedAll first = deploy("one");

        assertThat(first.jobs())
                .extracting(DeployedJob::name)
                .containsExactly(
                        "dynamic_deps_cluster",
                        "test_pure_python",
                        "test_packaged",
                        "test_existing_wheels",
                        "test_mixed",
                        "test_nested");
        assertThat(first.jobs()).allSatisfy(job -> {
            assertThat(job.fate()).isEqualTo(Fate.CREATED);
            assertThat(job.page()).hasValue(only(job.name()).page());
        });
        assertThat(first.complete()).isTrue();
    }

    @Test
    void a_job_names_files_that_are_there() {
        DeployedAll first = deploy("one");

        JobDefinition mixed = jobs.definition(only("test_mixed"));
        assertThat(mixed.parameters().get("input_path")).isEqualTo(place("mixed.zip", "mixed.zip"));
        assertThat(parameters(mixed, TaskKey.PROCESS)).contains(place("one", PROGRAM), sha256("one"));
        assertThat(parameters(mixed, TaskKey.LOAD_AND_VALIDATE)).anyMatch(text -> text.contains("mixed.check.py"));
        assertThat(first.sent())
                .hasSize(ALL_FILES)
                .allMatch(path -> store.stat(path).isPresent());
    }

    @Test
    void the_job_for_the_users_own_input_looks_for_it_in_one_place_below_the_base_which_is_told() {
        StorePath input = BASE.resolve("input/my-deps.zip");

        assertThat(job(dryRun("one"), "dynamic_deps_cluster").ownInput()).hasValue(input);
        assertThat(job(deploy("one"), "dynamic_deps_cluster").ownInput()).hasValue(input);
        assertThat(job(deploy("one"), "dynamic_deps_cluster").ownInput()).hasValue(input);
        assertThat(job(deploy("one"), "test_mixed").ownInput()).isEmpty();
        assertThat(jobs.definition(only("dynamic_deps_cluster")).parameters())
                .containsEntry("input_path", input.value());
    }

    @Test
    void a_second_time_nothing_is_changed_and_nothing_sent() {
        DeployedAll first = deploy("one");

        DeployedAll second = deploy("one");

        assertThat(second.jobs()).extracting(DeployedJob::fate).containsOnly(Fate.UNCHANGED);
        assertThat(second.jobs())
                .extracting(DeployedJob::page)
                .isEqualTo(first.jobs().stream().map(DeployedJob::page).toList());
        assertThat(second.sent()).isEmpty();
        assertThat(second.removed()).isEmpty();
    }

    @Test
    void a_job_that_should_be_another_is_updated_and_the_differences_are_told() {
        deploy("one");
        Deployed before = only("test_mixed");

        DeployedAll second = deploy("two");

        DeployedJob mixed = job(second, "test_mixed");
        assertThat(mixed.fate()).isEqualTo(Fate.UPDATED);
        assertThat(mixed.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.setting()).isEqualTo("tasks[process].spark_python_task.parameters");
            assertThat(difference.before()).contains(sha256("one")).doesNotContain(sha256("two"));
            assertThat(difference.after()).contains(sha256("two")).doesNotContain(sha256("one"));
        });
        assertThat(only("test_mixed")).isEqualTo(before);
        assertThat(parameters(jobs.definition(before), TaskKey.PROCESS)).contains(place("two", PROGRAM));
        assertThat(second.sent()).containsExactly(new StorePath(place("two", PROGRAM)));
    }

    @ParameterizedTest
    @CsvSource({
        "OF_A_BUNDLE,    an asset bundle manages it",
        "LOCKED,         it is locked for changes",
        "SOMEBODY_ELSES, 'it was not made by this program for you, but by ann@example.com'"
    })
    void a_job_that_is_not_ours_is_left_alone_and_the_others_are_made(Ownership ownership, String reason) {
        JobDefinition theirs = other("test_mixed");
        Deployed mixed = jobs.add(theirs, ownership, "ann@example.com");

        DeployedAll all = deploy("one");

        DeployedJob left = job(all, "test_mixed");
        assertThat(left.fate()).isEqualTo(Fate.NOT_OURS);
        assertThat(left.reason()).hasValue(reason);
        assertThat(left.page()).hasValue(mixed.page());
        assertThat(jobs.definition(mixed)).isEqualTo(theirs);
        assertThat(all.jobs()).filteredOn(job -> job.fate() == Fate.CREATED).hasSize(DeployedJobs.ALL.size() - 1);
        assertThat(all.complete()).isFalse();
    }

    @Test
    void where_no_job_is_ours_nothing_is_sent() {
        jobs.add(other("test_mixed"), Ownership.LOCKED, "ann@example.com");

        DeployedAll all = deploy("one", "test_mixed");

        assertThat(all.sent()).isEmpty();
        assertNothingIsStored();
    }

    @Test
    void two_jobs_of_one_name_are_an_error_that_shows_both_and_changes_nothing() {
        JobDefinition before = other("test_nested");
        Deployed first = jobs.add(before, Ownership.OURS, FakeJobDeployments.ME);
        Deployed second = jobs.add(before, Ownership.OURS, FakeJobDeployments.ME);

        UserError error = assertRefused(Code.OPTION_INVALID, "test_nested", () -> deploy("one"));

        assertThat(error).hasMessageContainingAll("there are 2 jobs of this name", first.page(), second.page());
        assertThat(jobs.definition(first)).isEqualTo(before);
        assertThat(jobs.find("test_pure_python")).isEmpty();
        assertNothingIsStored();
    }

    @Test
    void a_dry_run_tells_what_would_be_made_and_sent_and_does_neither() {
        DeployedAll dry = dryRun("one");

        assertThat(dry.jobs()).allSatisfy(job -> {
            assertThat(job.fate()).isEqualTo(Fate.CREATED);
            assertThat(job.page()).isEmpty();
            assertThat(jobs.find(job.name())).isEmpty();
        });
        assertThat(dry.sent()).hasSize(ALL_FILES);
        assertNothingIsStored();
        assertThat(progress.events()).isEmpty();
    }

    @Test
    void a_dry_run_tells_the_same_as_the_deploy_that_follows_and_removes_nothing() {
        deploy("one");
        machine.at(2 * HOUR);
        JobDefinition before = jobs.definition(only("test_mixed"));

        DeployedAll dry = dryRun("two");

        assertThat(jobs.definition(only("test_mixed"))).isEqualTo(before);
        assertThat(stored("two", PROGRAM)).isFalse();
        assertThat(stored("one", PROGRAM)).isTrue();
        DeployedAll real = deploy("two");
        assertThat(dry.jobs()).isEqualTo(real.jobs());
        assertThat(dry.sent()).isEqualTo(real.sent());
    }

    @Test
    void only_the_jobs_that_are_named_are_made_with_only_their_files() {
        DeployedAll all = deploy("one", "test_nested", "test_mixed");

        assertThat(all.jobs()).extracting(DeployedJob::name).containsExactly("test_mixed", "test_nested");
        assertThat(jobs.find("test_packaged")).isEmpty();
        assertThat(all.sent())
                .extracting(StorePath::name)
                .containsExactlyInAnyOrder(PROGRAM, "mixed.zip", "mixed.check.py", "nested.zip", "nested.check.py");
    }

    @Test
    void a_name_that_no_job_has_is_refused_with_those_that_there_are() {
        UserError error =
                assertRefused(Code.OPTION_INVALID, "--only test_mixt", () -> deploy("one", "test_mixed", "test_mixt"));

        assertThat(error).hasMessageContainingAll("dynamic_deps_cluster", "test_mixed");
        assertThat(jobs.find("test_mixed")).isEmpty();
        assertNothingIsStored();
    }

    @Test
    void jobs_on_serverless_compute_have_names_and_lives_of_their_own() {
        deploy("one");
        JobDefinition onCluster = jobs.definition(only("test_mixed"));

        DeployedAll serverless =
                deploy(store, request("one", new Compute.Serverless("4"), "serverless-4", false, "test_mixed"));

        assertThat(serverless.jobs()).extracting(DeployedJob::name).containsExactly("test_mixed_serverless");
        assertThat(jobs.definition(only("test_mixed_serverless")).compute()).isEqualTo(new Compute.Serverless("4"));
        assertThat(jobs.definition(only("test_mixed"))).isEqualTo(onCluster);
        assertThat(serverless.sent()).isEmpty();
    }

    @Test
    void a_job_is_made_only_when_all_its_files_are_there() {
        ArtifactStore broken = new ForwardingStore(store) {
            @Override
            public Put put(Path file, HashCode sha256, StorePath path) {
                if (path.name().equals("nested.check.py")) {
                    throw new RemoteError("sending " + path + ": the connection was cut", "Run again");
                }
                return super.put(file, sha256, path);
            }
        };

        assertThatExceptionOfType(RemoteError.class)
                .isThrownBy(() -> deploy(broken, request("one", CLUSTER, "dbr-14.3", false)));

        assertThat(DeployedJobs.ALL)
                .allSatisfy(job -> assertThat(jobs.find(job.name())).isEmpty());
    }

    @Test
    void a_version_of_the_program_that_no_job_names_any_more_is_removed_after_an_hour() {
        deploy("one");
        machine.at(2 * HOUR);

        DeployedAll second = deploy("two");

        assertThat(second.removed()).containsExactly(folder("one"));
        assertThat(stored("one", PROGRAM)).isFalse();
        assertThat(stored("two", PROGRAM)).isTrue();
        assertThat(store.list(SharedPaths.deployed(BASE))).hasSize(ALL_FILES);
    }

    @Test
    void up_to_an_hour_it_may_be_that_of_somebody_who_is_deploying_and_stays() {
        long sentAt = sendBySomebodyElse("theirs");

        machine.at(sentAt + HOUR);
        assertThat(deploy("one").removed()).isEmpty();
        assertThat(stored("theirs", PROGRAM)).isTrue();

        machine.at(sentAt + HOUR + 1);
        assertThat(deploy("one").removed()).containsExactly(folder("theirs"));
    }

    @Test
    void a_version_that_another_job_still_names_stays_however_old_it_is() {
        deploy("one");
        machine.at(1000 * HOUR);

        DeployedAll second = deploy("two", "test_mixed");

        assertThat(second.removed()).isEmpty();
        assertThat(stored("one", PROGRAM)).isTrue();
        assertThat(stored("two", PROGRAM)).isTrue();
    }

    @Test
    void what_is_beside_the_deployed_files_is_not_touched() {
        StorePath input = BASE.resolve("input/my-deps.zip");
        put("my input", input);
        deploy("one");
        machine.at(1000 * HOUR);

        deploy("two");

        assertThat(store.stat(input)).isPresent();
    }

    private DeployedAll deploy(String program, String... only) {
        return deploy(store, request(program, CLUSTER, "dbr-14.3", false, only));
    }

    private DeployedAll dryRun(String program) {
        return deploy(store, request(program, CLUSTER, "dbr-14.3", true));
    }

    private DeployedAll deploy(ArtifactStore where, Request request) {
        return new DeployJobs(jobs, where, DeployJobsTest::example, machine, workspaces).run(request, progress);
    }

    /** @param program the content of its wheel: another one is another version */
    private Request request(String program, Compute compute, String target, boolean dryRun, String... only) {
        return new Request(
                BASE, ImmutableSet.copyOf(only), compute, target, write(temp.resolve(PROGRAM), program), dryRun);
    }

    /** An example whose content is its name. */
    private static Path example(String name, Path folder) {
        return write(folder.resolve(name), name);
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String content, StorePath path) {
        store.put(write(temp.resolve("file"), content), HashCode.fromString(sha256(content)), path);
    }

    /** A version of the program that no job names yet; returns when that was, by the store's clock. */
    private long sendBySomebodyElse(String program) {
        StorePath path = new StorePath(place(program, PROGRAM));
        put(program, path);
        return store.stat(path).orElseThrow().modifiedMillis();
    }

    private static String sha256(String content) {
        return Hashing.sha256().hashString(content, StandardCharsets.UTF_8).toString();
    }

    private static StorePath folder(String content) {
        return SharedPaths.deployed(BASE).resolve(sha256(content));
    }

    private static String place(String content, String name) {
        return folder(content).resolve(name).value();
    }

    private boolean stored(String content, String name) {
        return store.stat(new StorePath(place(content, name))).isPresent();
    }

    private void assertNothingIsStored() {
        assertThat(store.list(SharedPaths.deployed(BASE))).isEmpty();
    }

    private Deployed only(String name) {
        ImmutableList<Deployed> found = jobs.find(name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static DeployedJob job(DeployedAll all, String name) {
        return all.jobs().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ImmutableList<String> parameters(JobDefinition job, TaskKey key) {
        return job.tasks().stream()
                .filter(task -> task.key() == key)
                .map(TaskPlan::parameters)
                .findFirst()
                .orElseThrow();
    }

    /** A job that is not at all what ours are. */
    private static JobDefinition other(String name) {
        return new JobDefinition(name, ImmutableMap.of(), ImmutableList.of(), CLUSTER, JobSettings.DEFAULT);
    }
}
