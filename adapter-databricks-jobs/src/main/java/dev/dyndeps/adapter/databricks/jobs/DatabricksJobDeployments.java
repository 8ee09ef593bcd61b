package dev.dyndeps.adapter.databricks.jobs;

import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.port.JobDeployments;
import dev.dyndeps.port.TaskScripts;
import java.util.Optional;

/**
 * Jobs of a Databricks workspace. Ours have the tag {@value #TAG}, with the version of the program that wrote them last.
 *
 * <p>Scripts are uploaded by content before a job names them; those of older versions stay, for runs that are under way.
 */
public final class DatabricksJobDeployments implements JobDeployments {
    /** The tag of jobs that this program makes. */
    public static final String TAG = "dyndeps";

    private final Api api;
    private final Me me;
    private final ScriptFolder scripts;
    private final Offer offer;
    private final JobAccess access;
    private final ImmutableMap<String, String> tags;

    /** @param version of this program */
    public DatabricksJobDeployments(WorkspaceConnection connection, TaskScripts scripts, String version) {
        this.api = new Api(connection);
        this.me = new Me(api);
        this.scripts = new ScriptFolder(api, me, scripts);
        this.offer = new Offer(api);
        this.access = new JobAccess(api);
        this.tags = ImmutableMap.of(TAG, version);
    }

    @Override
    public ImmutableList<Deployed> find(String name) {
        return new JobList(api).named(name).stream().map(this::deployed).collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<Difference> differences(Deployed job, JobDefinition definition) {
        ObjectNode actual = api.call(
                "reading the job", job.name(), () -> api.get(Api.JOBS + "get", ImmutableMap.of("job_id", job.id())));
        return ImmutableList.<Difference>builder()
                .addAll(SettingsDifferences.between(
                        (ObjectNode) actual.path("settings"), settings(definition, scripts.path(definition))))
                .addAll(access.differences(job.id(), definition.settings().permissions()))
                .build();
    }

    /**
     * Not repeated if its answer is lost, for the service might make a second job of the name: find tells whether it was
     * made.
     */
    @Override
    public Deployed create(JobDefinition definition) {
        ObjectNode request = settings(definition, scripts.put(definition));
        ArrayNode levels = Principals.access(definition.settings().permissions());
        if (!levels.isEmpty()) {
            request.set("access_control_list", levels);
        }
        String id = send("making the job", "create", request, request)
                .path("job_id")
                .asText();
        return new Deployed(id, definition.name(), Ownership.OURS, me.name(), page(id));
    }

    @Override
    public void update(Deployed job, JobDefinition definition) {
        ObjectNode settings = settings(definition, scripts.put(definition));
        ObjectNode request = Json.object().put("job_id", Long.parseLong(job.id()));
        request.set("new_settings", settings);
        send("updating the job", "reset", request, settings);
        access.grant(job.id(), definition.settings().permissions());
    }

    @Override
    public ImmutableSet<String> textsInUse() {
        ImmutableSet.Builder<String> texts = ImmutableSet.builder();
        new JobList(api)
                .all().stream()
                        .map(job -> job.path("settings"))
                        .filter(settings -> settings.path("tags").has(TAG))
                        .forEach(settings -> {
                            settings.path("parameters")
                                    .forEach(parameter ->
                                            texts.add(parameter.path("default").asText()));
                            settings.path("tasks").forEach(task -> {
                                JsonNode python = task.path("spark_python_task");
                                texts.add(python.path("python_file").asText());
                                python.path("parameters").forEach(parameter -> texts.add(parameter.asText()));
                            });
                        });
        return texts.build();
    }

    private ObjectNode settings(JobDefinition definition, String folder) {
        Limits.check(definition, tags.size());
        Optional<String> nodeType =
                definition.compute() instanceof Compute.JobCluster cluster ? offer.nodeType(cluster) : Optional.empty();
        return JobJson.settings(
                definition,
                new JobJson.Choices(
                        folder, nodeType, Optional.of(Cloud.of(api.connection().host())), tags));
    }

    private ObjectNode send(String doing, String path, ObjectNode request, ObjectNode settings) {
        String name = settings.path("name").asText();
        try {
            return api.post(Api.JOBS + path, request);
        } catch (DatabricksException e) {
            throw JobRefusal.of(e, settings, name)
                    .<RuntimeException>map(refused -> refused)
                    .orElseGet(() -> api.connection().error(doing, name, e));
        }
    }

    private Deployed deployed(ObjectNode job) {
        String id = job.path("job_id").asText();
        return new Deployed(
                id,
                job.path("settings").path("name").asText(),
                ownership(job),
                job.path("creator_user_name").asText(),
                page(id));
    }

    private Ownership ownership(ObjectNode job) {
        JsonNode settings = job.path("settings");
        if (settings.path("deployment").path("kind").asText().equals("BUNDLE")) {
            return Ownership.OF_A_BUNDLE;
        }
        if (settings.path("edit_mode").asText().equals("UI_LOCKED")) {
            return Ownership.LOCKED;
        }
        boolean ours = settings.path("tags").has(TAG)
                && me.is(job.path("creator_user_name").asText());
        return ours ? Ownership.OURS : Ownership.SOMEBODY_ELSES;
    }

    private String page(String id) {
        return api.connection().host() + "/jobs/" + id;
    }
}
