package dev.dyndeps.emulator.jobs.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.AccessList;
import dev.dyndeps.emulator.jobs.model.ClusterSpec;
import dev.dyndeps.emulator.jobs.model.ComputeCatalog;
import dev.dyndeps.emulator.jobs.model.Fields;
import dev.dyndeps.emulator.jobs.model.JobSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** An engine with everything injected, and definitions in a few words. */
final class Workbench {
    static final String LINEAR = """
            {"name": "linear", "job_clusters": [{"job_cluster_key": "shared", "new_cluster": {
               "spark_version": "14.3.x-scala2.12", "node_type_id": "m5d.large", "num_workers": 1}}],
             "parameters": [{"name": "input", "default": "/in"}, {"name": "folder", "default": "/runs/{{job.run_id}}"}],
             "tasks": [
               {"task_key": "process", "job_cluster_key": "shared", "spark_python_task": {
                  "python_file": "/Workspace/p.py", "parameters": ["{{job.parameters.input}}", "{{job.id}}", "{{other}}"]}},
               {"task_key": "load", "depends_on": [{"task_key": "process"}], "job_cluster_key": "shared",
                "spark_python_task": {"python_file": "/Workspace/l.py", "parameters": ["{{tasks.process.values.path}}"]}},
               {"task_key": "cleanup", "depends_on": [{"task_key": "load"}], "run_if": "ALL_DONE",
                "job_cluster_key": "shared", "spark_python_task": {"python_file": "/Workspace/c.py", "parameters": [
                  "{{job.parameters.folder}}", "{{tasks.process.result_state}}", "{{ tasks.load.result_state }}"]}}]}
            """;

    final FakeExecutor executor = new FakeExecutor();
    final ManualTimers timers = new ManualTimers();
    final JobFaults faults = new JobFaults();
    final Runs runs;
    private final AtomicLong ids = new AtomicLong(1000);

    Workbench(int slots) {
        runs = new Runs(executor, timers, ids::incrementAndGet, slots, faults);
    }

    static Fields fields(String json) {
        try {
            return Fields.of(new ObjectMapper().readTree(json), "test");
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static JobSettings job(String json) {
        return JobSettings.ofJob(fields(json), new Compute());
    }

    /** A one-time run of serverless tasks. */
    static JobSettings serverless(String tasks) {
        return JobSettings.ofRun(
                fields("{\"run_name\": \"once\", \"environments\": [{\"environment_key\": \"e\", \"spec\":"
                        + " {\"environment_version\": \"3\"}}], \"tasks\": [" + tasks + "]}"),
                new Compute());
    }

    /** A serverless task. */
    static String task(String key, String more) {
        return "{\"task_key\": \"" + key + "\", \"environment_key\": \"e\", \"spark_python_task\": {\"python_file\":"
                + " \"/Workspace/x.py\"}" + (more.isEmpty() ? "" : ", " + more) + "}";
    }

    static String after(String... keys) {
        return "\"depends_on\": ["
                + String.join(
                        ",",
                        ImmutableList.copyOf(keys).stream()
                                .map(key -> "{\"task_key\": \"" + key + "\"}")
                                .toList())
                + "]";
    }

    long run(JobSettings settings) {
        return run(settings, OptionalLong.empty());
    }

    long run(JobSettings settings, OptionalLong job) {
        return runs.start(request(settings, job, ImmutableMap.of(), Optional.empty()));
    }

    static RunRequest request(
            JobSettings settings, OptionalLong job, ImmutableMap<String, String> parameters, Optional<String> token) {
        return new RunRequest(
                job,
                settings,
                parameters,
                "me@example.com",
                "me@example.com",
                AccessList.ownedBy("me@example.com"),
                token);
    }

    TaskView task(long run, String key) {
        return runs.get(run).tasks().stream()
                .filter(task -> task.spec().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    Optional<Result> result(long run) {
        return runs.get(run).termination().map(Termination::result);
    }

    Optional<Result> result(long run, String key) {
        return task(run, key).termination().map(Termination::result);
    }

    private record Compute() implements ComputeCatalog {
        @Override
        public boolean hasSparkVersion(String version) {
            return version.startsWith("14.3");
        }

        @Override
        public ImmutableList<String> nodeTypes() {
            return ImmutableList.of("m5d.large");
        }

        @Override
        public Optional<ClusterSpec> cluster(String id) {
            return Optional.empty();
        }
    }
}
