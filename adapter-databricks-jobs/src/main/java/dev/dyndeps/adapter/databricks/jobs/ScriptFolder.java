package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.dyndeps.adapter.databricks.ServiceAnswer;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.TaskPlan;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.TaskScripts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Puts task scripts into the workspace's files, where only we can write: {@code /Workspace/Users/ME/.dyndeps/DIGEST/TASK.py}.
 * A folder's digest is that of all its scripts, so what is there needs no second upload, and jobs that still run an older
 * version keep it.
 *
 * <p>A job that acts for somebody else reads them as that user, who is given the right to. If the workspace does not let us,
 * the error says what to grant.
 */
final class ScriptFolder {
    private static final String WORKSPACE = "/api/2.0/workspace/";
    private static final String PUTTING = "putting task scripts into the workspace";

    private final Api api;
    private final Me me;
    private final TaskScripts scripts;
    private final Set<String> complete = new HashSet<>(); // guarded by this

    ScriptFolder(Api api, Me me, TaskScripts scripts) {
        this.api = api;
        this.me = me;
        this.scripts = scripts;
    }

    /**
     * Makes sure that the scripts of the job's tasks are there and can be read by whom it runs as.
     *
     * @return the folder
     * @throws UserError ({@code SIGN_IN}, {@code PERMISSION_DENIED})
     * @throws RemoteError if the workspace cannot be reached
     */
    synchronized String put(JobDefinition job) {
        ImmutableMap<String, String> files = files(job);
        String folder = path(files);
        if (!complete.contains(folder)) {
            upload(folder, files);
            complete.add(folder);
        }
        job.settings().runAs().filter(user -> !me.is(user)).ifPresent(user -> letRead(folder, user));
        return folder;
    }

    private void upload(String folder, ImmutableMap<String, String> files) {
        ImmutableMap<String, Long> sizes = api.call(PUTTING, folder, () -> sizes(folder));
        if (sizes.isEmpty()) {
            api.call(
                    PUTTING,
                    folder,
                    () -> api.post(WORKSPACE + "mkdirs", Json.object().put("path", folder)));
        }
        files.forEach((name, text) -> {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            // An upload that broke off leaves no file, but whoever put another one there left one of another size.
            if (!sizes.getOrDefault(name, 0L).equals((long) content.length)) {
                api.call(PUTTING, folder, () -> upload(folder + "/" + name, content));
            }
        });
    }

    /** Where the scripts of the job's tasks are, whether or not they are there yet. */
    String path(JobDefinition job) {
        return path(files(job));
    }

    private String path(ImmutableMap<String, String> files) {
        Hasher hasher = Hashing.sha256().newHasher();
        files.forEach((name, text) -> hasher.putString(name + "\0" + text + "\0", StandardCharsets.UTF_8));
        return me.home() + "/.dyndeps/" + hasher.hash().toString().substring(0, 12);
    }

    private ImmutableMap<String, String> files(JobDefinition job) {
        return job.tasks().stream()
                .map(TaskPlan::key)
                .collect(ImmutableMap.toImmutableMap(key -> key.key() + ".py", scripts::text));
    }

    /** The files that are there, by name; none if the folder is not. */
    private ImmutableMap<String, Long> sizes(String folder) {
        try {
            return Streams.stream(api.get(WORKSPACE + "list", ImmutableMap.of("path", folder))
                            .path("objects"))
                    .filter(object -> object.path("object_type").asText().equals("FILE"))
                    .collect(ImmutableMap.toImmutableMap(
                            object -> name(object.path("path").asText()),
                            object -> object.path("size").asLong()));
        } catch (DatabricksException e) {
            if (ServiceAnswer.of(e).filter(ServiceAnswer::isMissing).isPresent()) {
                return ImmutableMap.of();
            }
            throw e;
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private ObjectNode upload(String path, byte[] content) {
        return api.post(
                WORKSPACE + "import",
                Json.object()
                        .put("path", path)
                        .put("format", "AUTO")
                        .put("overwrite", true)
                        .put("content", Base64.getEncoder().encodeToString(content)));
    }

    private void letRead(String folder, String user) {
        ObjectNode access = Json.object();
        access.putArray("access_control_list")
                .addObject()
                .put(Principals.runAs(user).fieldNames().next(), user)
                .put("permission_level", "CAN_READ");
        api.call("letting " + user + " read the task scripts (CAN_READ)", folder, () -> {
            long id = api.get(WORKSPACE + "get-status", ImmutableMap.of("path", folder))
                    .path("object_id")
                    .asLong();
            return api.patch("/api/2.0/permissions/directories/" + id, access);
        });
    }
}
