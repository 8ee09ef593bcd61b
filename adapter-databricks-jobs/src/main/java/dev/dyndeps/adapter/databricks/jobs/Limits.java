package dev.dyndeps.adapter.databricks.jobs;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobPlan;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The service's limits that a user can run into, checked before anything is sent. */
final class Limits {
    private static final int TAGS = 25;
    private static final int CONCURRENT_RUNS = 1_000;

    /**
     * Documented for the parameters of run-now that are older than job parameters, as JSON; nothing is said of job
     * parameters and of a task's own, so they are held to the same.
     */
    private static final int PARAMETER_BYTES = 10_000;

    private Limits() {}

    /**
     * @param ownTags how many tags we add
     * @throws UserError ({@code OPTION_INVALID})
     */
    static void check(JobDefinition job, int ownTags) {
        if (job.settings().tags().size() > TAGS - ownTags) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    "--tag",
                    "a job has at most " + TAGS + " tags, of which " + ownTags + " is ours, and these are "
                            + job.settings().tags().size(),
                    "Leave some out");
        }
        if (job.settings().maxConcurrentRuns() > CONCURRENT_RUNS) {
            throw new UserError(
                    Code.OPTION_INVALID,
                    job.name(),
                    "a job has at most " + CONCURRENT_RUNS + " runs at once",
                    "Let more of them wait in its queue");
        }
    }

    /** @throws UserError ({@code OPTION_INVALID}) */
    static void check(JobPlan plan) {
        checkSize(plan.values());
        plan.tasks().forEach(task -> checkSize(task.parameters()));
    }

    private static void checkSize(ImmutableMap<String, String> values) {
        checkSize(Json.write(values), values.values());
    }

    private static void checkSize(ImmutableCollection<String> values) {
        checkSize(Json.write(values), values);
    }

    private static void checkSize(String json, Collection<String> values) {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > PARAMETER_BYTES) {
            String longest = values.stream()
                    .max(java.util.Comparator.comparingInt(String::length))
                    .orElse("");
            throw new UserError(
                    Code.OPTION_INVALID,
                    longest.length() > 60 ? longest.substring(0, 60) + "…" : longest,
                    "the parameters of a run have " + bytes + " bytes, and the service takes " + PARAMETER_BYTES,
                    "Put long arguments into a file, and pass its path");
        }
    }
}
