package dev.dyndeps.emulator.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.emulator.http.Json;
import dev.dyndeps.emulator.jobs.engine.RunView;
import dev.dyndeps.emulator.jobs.engine.TaskOutput;
import dev.dyndeps.emulator.jobs.engine.TaskView;
import dev.dyndeps.emulator.jobs.model.Compute;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run as the API shows it. */
record RunJson(URI workspace) {
    private static final List<String> OF_THE_DEFINITION = List.of("job_clusters", "environments");

    /** With this page of its tasks. */
    ObjectNode whole(RunView run, Page tasks, boolean resolvedValues) {
        ObjectNode answer = head(run);
        tasks.put(answer, answer, "tasks", run.tasks(), task -> task(run, task, resolvedValues));
        OF_THE_DEFINITION.stream()
                .filter(run.request().settings().json()::has)
                .forEach(field -> answer.set(
                        field,
                        run.request().settings().json().json().path(field).deepCopy()));
        answer.put("has_more", answer.has("next_page_token"));
        return answer;
    }

    ObjectNode listed(RunView run, boolean expanded) {
        if (!expanded) {
            return head(run);
        }
        ObjectNode entry = whole(run, new Page(0, JobJson.TASKS), false);
        entry.remove("next_page_token");
        return entry;
    }

    private ObjectNode head(RunView run) {
        boolean ofJob = run.request().jobId().isPresent();
        ObjectNode head = Json.object()
                .put("job_id", run.jobId())
                .put("run_id", run.runId())
                .put("job_run_id", run.runId())
                .put("number_in_job", run.runId())
                .put("original_attempt_run_id", run.runId())
                .put("run_name", run.request().settings().name())
                .put("creator_user_name", run.request().creator())
                .put("run_as_user_name", run.request().runAs())
                .put("run_type", ofJob ? "JOB_RUN" : "SUBMIT_RUN")
                .put("trigger", "ONE_TIME")
                .put("format", "MULTI_TASK")
                .put("run_page_url", page(run, run.runId()))
                .put("start_time", run.start().toEpochMilli())
                .put("end_time", millis(run.end()))
                .put("setup_duration", 0)
                .put("execution_duration", 0)
                .put("cleanup_duration", 0);
        run.end().ifPresent(end -> head.put("run_duration", millis(run.start(), end)));
        StateJson.put(head, run.lifeCycle(), run.termination(), true);
        if (!run.parameters().isEmpty()) {
            run.parameters()
                    .forEach((name, value) -> head.withArrayProperty("job_parameters")
                            .addObject()
                            .put("name", name)
                            .put(
                                    "default",
                                    run.request().settings().parameters().get(name))
                            .put("value", value));
        }
        return head;
    }

    private ObjectNode task(RunView run, TaskView task, boolean resolvedValues) {
        ObjectNode json = task.spec().json().json().deepCopy();
        Optional<Instant> ended = task.end();
        json.put("run_id", task.runId())
                .put("attempt_number", task.attempt())
                .put("run_page_url", page(run, task.runId()))
                .put("start_time", millis(task.start()))
                .put("end_time", millis(ended))
                .put("cleanup_duration", 0)
                .put("setup_duration", between(task.start(), task.begun().or(() -> ended)))
                .put("execution_duration", between(task.begun(), ended));
        StateJson.put(json, task.lifeCycle(), task.termination(), false);
        task.clusterId()
                .filter(id -> !(task.spec().compute() instanceof Compute.Serverless))
                .ifPresent(id -> json.putObject("cluster_instance").put("cluster_id", id));
        if (resolvedValues) {
            task.resolved()
                    .ifPresent(parameters -> parameters.forEach(parameter -> json.withObjectProperty("resolved_values")
                            .withObjectProperty("spark_python_task")
                            .withArrayProperty("parameters")
                            .add(parameter)));
        }
        return json;
    }

    ObjectNode output(RunView run, TaskOutput output) {
        ObjectNode answer = Json.object();
        ObjectNode metadata = answer.putObject("metadata");
        metadata.setAll(task(run, output.task(), false));
        metadata.put("job_id", run.jobId())
                .put("job_run_id", run.runId())
                .put("run_name", run.request().settings().name())
                .put("creator_user_name", run.request().creator());
        answer.put("logs", output.logs()).put("logs_truncated", output.truncated());
        if (!output.error().isEmpty()) {
            answer.put("error", output.error());
        }
        if (!output.trace().isEmpty()) {
            answer.put("error_trace", output.trace());
        }
        return answer;
    }

    private String page(RunView run, long id) {
        return workspace + "/#job/" + run.jobId() + "/run/" + id;
    }

    private static long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(0L);
    }

    private static long between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> millis(start, end))).orElse(0L);
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
