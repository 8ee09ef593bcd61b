package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.RemoteError;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The jobs behind the runs that our command starts on job clusters: a one-time run cannot share a cluster among its tasks.
 * There is one for each digest of its settings and of our name, found again by its exact name, so that runs leave nothing.
 */
final class RunJobs {
    private final Api api;
    private final Me me;

    RunJobs(Api api, Me me) {
        this.api = api;
        this.me = me;
    }

    /**
     * The job with these settings, made if there is none. Making one can't be repeated safely: where its answer is lost, or
     * others do the same, the oldest job of the name counts, for all of them.
     *
     * @param settings its name is ours to give
     * @throws UserError ({@code OPTION_INVALID}) if the service refuses them
     */
    long get(ObjectNode settings, ArrayNode access) {
        ObjectNode named = settings.deepCopy();
        String name = "dyndeps run " + digest(settings, access);
        named.put("name", name);
        Optional<ObjectNode> found = ours(name);
        if (found.isPresent()) {
            repair(found.get(), named);
            return id(found.get());
        }
        ObjectNode request = named.deepCopy();
        if (!access.isEmpty()) {
            request.set("access_control_list", access);
        }
        return create(name, request);
    }

    private long create(String name, ObjectNode request) {
        try {
            long made = api.post(Api.JOBS + "create", request).path("job_id").asLong();
            long oldest = ours(name).map(RunJobs::id).orElse(made);
            if (oldest != made) {
                delete(made);
            }
            return oldest;
        } catch (DatabricksException e) {
            RuntimeException error = JobRefusal.of(e, request, name)
                    .<RuntimeException>map(refused -> refused)
                    .orElseGet(() -> api.connection().error("making the job", name, e));
            if (error instanceof RemoteError && RunService.mayPass(e)) {
                return ours(name).map(RunJobs::id).orElseThrow(() -> error);
            }
            throw error;
        }
    }

    /** Somebody may have edited it in the workspace's pages, under its name. */
    private void repair(ObjectNode job, ObjectNode settings) {
        if (!SettingsDifferences.between((ObjectNode) job.path("settings"), settings)
                .isEmpty()) {
            api.call("resetting the job", settings.path("name").asText(), () -> {
                ObjectNode request = Json.object().put("job_id", id(job));
                request.set("new_settings", settings);
                return api.post(Api.JOBS + "reset", request);
            });
        }
    }

    /** Nobody runs it: whoever looked for the name has found the older one. */
    private void delete(long job) {
        try {
            api.post(Api.JOBS + "delete", Json.object().put("job_id", job));
        } catch (DatabricksException e) {
            // An idle job too many costs nothing.
        }
    }

    private Optional<ObjectNode> ours(String name) {
        ImmutableList<ObjectNode> jobs = new JobList(api).named(name);
        return jobs.stream()
                .filter(job -> me.is(job.path("creator_user_name").asText()))
                .findFirst();
    }

    private String digest(ObjectNode settings, ArrayNode access) {
        ObjectNode all = Json.object().put("user", me.name());
        all.set("settings", settings.deepCopy().without("name"));
        all.set("access", access);
        return Hashing.sha256()
                .hashString(Json.canonical(all), StandardCharsets.UTF_8)
                .toString()
                .substring(0, 12);
    }

    private static long id(ObjectNode job) {
        return job.path("job_id").asLong();
    }
}
