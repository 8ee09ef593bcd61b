package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.TaskPlan;
import dev.dyndeps.domain.pipeline.TaskPlan.RunIf;
import dev.dyndeps.port.JobDeployments;
import dev.dyndeps.port.JobDeployments.Deployed;
import dev.dyndeps.port.JobDeployments.Difference;
import dev.dyndeps.port.JobDeployments.Ownership;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every {@link JobDeployments} does. */
public abstract class JobDeploymentsContract {
    private static final JobSettings SETTINGS = new JobSettings(
            Optional.empty(), ImmutableMap.of(), ImmutableMap.of("team", "data"), Duration.ofHours(1), 8);
    private static final Compute.JobCluster CLUSTER = new Compute.JobCluster("14.3.x-scala2.12", 1, "{}");

    /** The jobs under test, of an empty workspace at first. */
    protected abstract JobDeployments jobs();

    /** Puts a job of this name there that is not ours to change. */
    protected abstract void put(String name, Ownership ownership);

    @Test
    void a_job_that_was_created_is_found_by_its_exact_name_as_ours() {
        Deployed created = jobs().create(job("name", "a"));

        assertThat(created.ownership()).isEqualTo(Ownership.OURS);
        assertThat(created.page()).contains(created.id());
        assertThat(jobs().find("name")).containsExactly(created);
        assertThat(jobs().find("NAME")).isEmpty();
        assertThat(jobs().find("nam")).isEmpty();
    }

    @Test
    void two_jobs_of_a_name_are_two_the_oldest_first() {
        Deployed first = jobs().create(job("name", "a"));
        Deployed second = jobs().create(job("name", "b"));

        assertThat(jobs().find("name")).containsExactlyInAnyOrder(first, second);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OURS")
    void it_is_seen_whose_a_job_is(Ownership ownership) {
        put("theirs", ownership);

        assertThat(jobs().find("theirs")).extracting(Deployed::ownership).containsExactly(ownership);
    }

    @Test
    void a_job_that_is_as_it_should_be_has_no_differences() {
        Deployed cluster = jobs().create(job("cluster", "a"));
        Deployed serverless = jobs().create(job("serverless", "a", new Compute.Serverless("4"), SETTINGS));

        assertThat(jobs().differences(cluster, job("cluster", "a"))).isEmpty();
        assertThat(jobs().differences(serverless, job("serverless", "a", new Compute.Serverless("4"), SETTINGS)))
                .isEmpty();
    }

    @Test
    void differences_are_named_and_gone_after_the_update() {
        Deployed job = jobs().create(job("name", "before"));

        assertThat(jobs().differences(job, job("name", "after")))
                .containsExactly(
                        new Difference("parameters[input_path].default", "\"before\"", "\"after\""),
                        new Difference(
                                "tasks[cleanup].spark_python_task.parameters",
                                "[\"--input\",\"{{job.parameters.input_path}}\",\"before\"]",
                                "[\"--input\",\"{{job.parameters.input_path}}\",\"after\"]"));

        jobs().update(job, job("name", "after"));

        assertThat(jobs().differences(job, job("name", "after"))).isEmpty();
        assertThat(jobs().find("name")).containsExactly(job);
    }

    @Test
    void other_compute_and_other_settings_are_differences() {
        Deployed job = jobs().create(job("name", "a"));

        assertThat(jobs().differences(
                                job, job("name", "a", new Compute.JobCluster("14.3.x-scala2.12", 2, "{}"), SETTINGS)))
                .isNotEmpty();
        assertThat(jobs().differences(
                                job,
                                job(
                                        "name",
                                        "a",
                                        CLUSTER,
                                        new JobSettings(
                                                Optional.empty(),
                                                ImmutableMap.of(),
                                                SETTINGS.tags(),
                                                SETTINGS.timeout(),
                                                SETTINGS.maxConcurrentRuns() + 1))))
                .isNotEmpty();
    }

    @Test
    void the_texts_of_our_jobs_are_in_use() {
        jobs().create(job("one", "first"));
        jobs().create(job("two", "second"));
        put("theirs", Ownership.SOMEBODY_ELSES);

        assertThat(jobs().textsInUse()).contains("first", "second", "--input").doesNotContain("theirs");
    }

    private static JobDefinition job(String name, String text) {
        return job(name, text, CLUSTER, SETTINGS);
    }

    private static JobDefinition job(String name, String text, Compute compute, JobSettings settings) {
        return new JobDefinition(
                name,
                ImmutableMap.of("input_path", text),
                ImmutableList.of(new TaskPlan(
                        TaskKey.CLEANUP,
                        ImmutableList.of("--input", "{{job.parameters.input_path}}", text),
                        ImmutableList.of(),
                        RunIf.ALL_DONE)),
                compute,
                settings);
    }
}
