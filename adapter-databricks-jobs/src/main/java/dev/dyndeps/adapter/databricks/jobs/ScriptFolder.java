package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
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

    private final Api api;
    private final Me me;
    private final TaskScripts scripts;

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
    String put(JobDefinition job) {
        ImmutableMap<String, String> files = files(job);
        String folder = path(files);
        api.call("putting task scripts into the workspace", folder, () -> {
            boolean made = false;
            for (String name : files.keySet()) {
                String text = files.get(name);
                if (!isThere(folder + "/" + name, text)) {
                    if (!made) {
                        api.post(WORKSPACE + "mkdirs", Json.object().put("path", folder));
                        made = true;
                    }
                    upload(folder + "/" + name, text);
                }
            }
            return folder;
        });
        job.settings().runAs().filter(user -> !user.equals(me.name())).ifPresent(user -> letRead(folder, user));
        return folder;
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

    /** An upload that broke off leaves no file, but whoever put another file there left one of another size. */
    private boolean isThere(String path, String text) {
        try {
            ObjectNode status = api.get(WORKSPACE + "get-status", ImmutableMap.of("path", path));
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            return status.path("object_type").asText().equals("FILE")
                    && status.path("size").asInt(size) == size;
        } catch (DatabricksException e) {
            if (ServiceAnswer.of(e).filter(ServiceAnswer::isMissing).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    private void upload(String path, String text) {
        api.post(
                WORKSPACE + "import",
                Json.object()
                        .put("path", path)
                        .put("format", "AUTO")
                        .put("overwrite", true)
                        .put("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
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
