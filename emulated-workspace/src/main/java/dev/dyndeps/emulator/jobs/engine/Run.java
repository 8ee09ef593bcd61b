package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.TaskSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run and its tasks' latest attempts. Belongs to {@link Runs}, whose lock guards it. */
final class Run {
    final long id;
    final long jobId;
    final RunRequest request;
    final Instant start;

    private final Map<String, TaskRun> tasks = new LinkedHashMap<>();
    private boolean queued;
    private Optional<Termination> doom = Optional.empty();
    private Optional<Termination> termination = Optional.empty();
    private Optional<Instant> end = Optional.empty();

    Run(long id, long jobId, RunRequest request, Instant start) {
        this.id = id;
        this.jobId = jobId;
        this.request = request;
        this.start = start;
        this.queued = true;
    }

    List<TaskRun> tasks() {
        return new ArrayList<>(tasks.values());
    }

    TaskRun task(String key) {
        return java.util.Objects.requireNonNull(tasks.get(key), key);
    }

    /** A first attempt, or another one in place of the one before. */
    void put(TaskRun task) {
        tasks.put(task.spec.key(), task);
    }

    boolean isQueued() {
        return queued;
    }

    void admitted() {
        queued = false;
    }

    boolean hasEnded() {
        return termination.isPresent();
    }

    Optional<Termination> doom() {
        return doom;
    }

    /** All of it is to end in this way. */
    void doom(Termination how, Instant now) {
        if (doom.isEmpty() && !hasEnded()) {
            doom = Optional.of(how);
            tasks().forEach(task -> task.doom(how, now));
        }
    }

    void ended(Termination how, Instant now) {
        termination = Optional.of(how);
        end = Optional.of(now);
        queued = false;
    }

    /** How its tasks ended that have ended. */
    Map<String, Termination> ends() {
        Map<String, Termination> ends = new LinkedHashMap<>();
        tasks.forEach((key, task) -> task.termination().ifPresent(how -> ends.put(key, how)));
        return ends;
    }

    /** The task values that were set so far, by task. */
    ImmutableMap<String, ImmutableMap<String, String>> values() {
        ImmutableMap.Builder<String, ImmutableMap<String, String>> values = ImmutableMap.builder();
        tasks.forEach((key, task) -> values.put(key, task.values()));
        return values.buildOrThrow();
    }

    /** The values of the job's parameters; a reference without a value stays as it is. */
    ImmutableMap<String, String> parameters() {
        References references = new References(ofJob());
        ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
        request.allParameters().forEach((name, value) -> {
            String resolved;
            try {
                resolved = references.resolve(value);
            } catch (References.Unresolved unknown) {
                resolved = value;
            }
            parameters.put(name, resolved);
        });
        return parameters.buildOrThrow();
    }

    private ImmutableMap<String, String> ofJob() {
        return ImmutableMap.of(
                "job.id", Long.toString(jobId),
                "job.run_id", Long.toString(id),
                "job.name", request.settings().name(),
                "job.repair_count", "0",
                "job.start_time.iso_date",
                        start.atOffset(ZoneOffset.UTC).toLocalDate().toString());
    }

    /** What a task's parameters may refer to when it starts. */
    References references(TaskRun task) {
        ImmutableMap.Builder<String, String> all = ImmutableMap.<String, String>builder()
                .putAll(ofJob())
                .put("task.name", task.spec.key())
                .put("task.run_id", Long.toString(task.id))
                .put("task.execution_count", Integer.toString(task.attempt + 1));
        parameters().forEach((name, value) -> all.put("job.parameters." + name, value));
        tasks.forEach((key, other) -> {
            all.put("tasks." + key + ".run_id", Long.toString(other.id));
            other.termination()
                    .ifPresent(how -> all.put(
                            "tasks." + key + ".result_state", how.result().reference()));
            other.values().forEach((name, json) -> all.put("tasks." + key + ".values." + name, TaskValue.text(json)));
        });
        return new References(all.buildOrThrow());
    }

    ImmutableList<Result> resultsBefore(TaskSpec task) {
        return task.dependsOn().stream()
                .flatMap(key -> task(key).termination().stream())
                .map(Termination::result)
                .collect(ImmutableList.toImmutableList());
    }

    private LifeCycle lifeCycle() {
        if (hasEnded()) {
            return LifeCycle.TERMINATED;
        }
        if (doom.isPresent()) {
            return LifeCycle.TERMINATING;
        }
        if (queued) {
            return LifeCycle.QUEUED;
        }
        return tasks.values().stream().anyMatch(TaskRun::hasBegun) ? LifeCycle.RUNNING : LifeCycle.PENDING;
    }

    RunView view() {
        return new RunView(
                id,
                jobId,
                request,
                parameters(),
                lifeCycle(),
                termination,
                start,
                end,
                tasks.values().stream().map(TaskRun::view).collect(ImmutableList.toImmutableList()));
    }
}
