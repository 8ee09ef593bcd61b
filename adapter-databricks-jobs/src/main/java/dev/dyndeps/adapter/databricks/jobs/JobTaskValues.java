package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterators;
import com.google.common.collect.Streams;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.pipeline.DynamicReferences;
import dev.dyndeps.domain.pipeline.RunId;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.TaskValues;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Task values of Databricks Jobs. Only a task itself can set its values ({@code dbutils.jobs.taskValues}), and the service
 * shows them to nobody but tasks; what can be read from outside is what a later task was given for a reference
 * {@code {{tasks.KEY.values.NAME}}} that is one of its parameters.
 *
 * <p>So a value comes back as a JSON text always: one that is no text was given to the task as the text of its JSON, and
 * nothing tells them apart.
 */
public final class JobTaskValues implements TaskValues {
    private static final String DEPLOYED = "job-";

    /** How far back a run is looked for: hours on a busy workspace, weeks on a quiet one. */
    private static final int RUNS = 1_000;

    private final Api api;

    public JobTaskValues(WorkspaceConnection connection) {
        this.api = new Api(connection);
    }

    /** @throws UnsupportedOperationException always */
    @Override
    public void set(StorePath run, TaskKey task, String name, String json) {
        throw new UnsupportedOperationException("only the task " + task + " itself can set its values");
    }

    @Override
    public Optional<String> get(StorePath run, TaskKey task, String name) {
        String reference = DynamicReferences.taskValue(task, name);
        return number(new RunId(run.name())).stream()
                .flatMap(number -> Streams.stream(resolved(number).path("tasks")))
                .flatMap(later -> given(later, reference))
                .findFirst()
                .map(value -> TextNode.valueOf(value).toString());
    }

    private Optional<Long> number(RunId run) {
        if (run.value().startsWith(DEPLOYED)) {
            return Optional.of(Long.parseLong(run.value().substring(DEPLOYED.length())));
        }
        return Streams.stream(Iterators.limit(new RunList(api).iterator(ImmutableMap.of()), RUNS))
                .filter(one -> RunList.ourName(one).equals(Optional.of(run)))
                .map(one -> one.path("run_id").asLong())
                .findFirst();
    }

    private JsonNode resolved(long run) {
        return api.call(
                "reading task values",
                "run " + run,
                () -> api.get(
                        Api.JOBS + "runs/get",
                        ImmutableMap.of("run_id", Long.toString(run), "include_resolved_values", "true")));
    }

    /** A value that is not set may stay its reference. */
    private static Stream<String> given(JsonNode task, String reference) {
        JsonNode asked = task.path("spark_python_task").path("parameters");
        JsonNode given = task.path("resolved_values").path("spark_python_task").path("parameters");
        return Streams.zip(
                        Streams.stream(asked),
                        Streams.stream(given),
                        (parameter, value) -> parameter.asText().equals(reference) ? value.asText() : reference)
                .filter(value -> !value.equals(reference));
    }
}
