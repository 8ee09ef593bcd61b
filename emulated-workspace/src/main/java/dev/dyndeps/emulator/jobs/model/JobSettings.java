package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a job, or a one-time run, consists of.
 *
 * @param parameters the declared ones with their defaults
 * @param maxConcurrentRuns how many of its runs may be active at once
 * @param queued whether a run beyond that waits; else it is skipped
 * @param timeout zero if a run may take as long as it wants
 * @param runAs the user or service principal that the definition names
 * @param json as the service gives it back: what was given, and the service's defaults
 */
public record JobSettings(
        String name,
        ImmutableList<TaskSpec> tasks,
        ImmutableMap<String, String> parameters,
        int maxConcurrentRuns,
        boolean queued,
        Duration timeout,
        Optional<String> runAs,
        Fields json) {
    private static final int MOST_TASKS = 1_000;
    private static final int MOST_TASKS_SUBMITTED = 100;
    private static final int MOST_RUNS = 1_000;
    private static final int MOST_TAGS = 25;
    private static final int LONGEST_NAME_BYTES = 4_096;
    private static final Pattern PARAMETER = Pattern.compile("[\\w.-]+");
    private static final ImmutableList<String> OF_JOBS_ONLY =
            ImmutableList.of("parameters", "tags", "max_concurrent_runs", "schedule", "trigger", "continuous");

    /**
     * The settings of {@code jobs/create} and {@code jobs/reset}.
     *
     * @throws Refusal as the service refuses them
     */
    public static JobSettings ofJob(Fields settings, ComputeCatalog catalog) {
        Fields whole = Defaults.ofJob(settings);
        if (whole.map("tags").size() > MOST_TAGS) {
            throw Refusal.invalid("At most " + MOST_TAGS + " tags are allowed");
        }
        if (whole.required("name").getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw Refusal.invalid("The name of a job may have at most " + LONGEST_NAME_BYTES + " bytes");
        }
        long runs = whole.number("max_concurrent_runs").orElse(1);
        if (runs < 0 || runs > MOST_RUNS) {
            throw Refusal.invalid("max_concurrent_runs must be between 0 and " + MOST_RUNS + ", got " + runs);
        }
        return parse(whole, "name", parameters(whole), MOST_TASKS, (int) runs, catalog);
    }

    /**
     * The settings of {@code runs/submit}, which has no job clusters, parameters, tags or limit of runs.
     *
     * @throws Refusal as the service refuses them
     */
    public static JobSettings ofRun(Fields settings, ComputeCatalog catalog) {
        Fields whole = Defaults.ofRun(settings);
        if (whole.has("job_clusters")
                || whole.objects("tasks").stream().anyMatch(task -> task.has("job_cluster_key"))) {
            throw Refusal.invalid("Shared job cluster feature is not supported in runs/submit API. Please use"
                    + " jobs/create API instead.");
        }
        OF_JOBS_ONLY.stream().filter(whole::has).findFirst().ifPresent(field -> {
            throw Refusal.invalid("The field '" + field + "' is not supported in runs/submit API");
        });
        return parse(whole, "run_name", ImmutableMap.of(), MOST_TASKS_SUBMITTED, MOST_RUNS, catalog);
    }

    private static JobSettings parse(
            Fields whole,
            String name,
            ImmutableMap<String, String> parameters,
            int mostTasks,
            int runs,
            ComputeCatalog catalog) {
        Machines machines = Machines.parse(whole, catalog);
        ImmutableList<TaskSpec> tasks = whole.objects("tasks").stream()
                .map(task -> TaskSpec.parse(task, machines))
                .collect(ImmutableList.toImmutableList());
        if (tasks.isEmpty()) {
            throw Refusal.invalid("Job settings must be specified: there is no task");
        }
        if (tasks.size() > mostTasks) {
            throw Refusal.invalid("At most " + mostTasks + " tasks are allowed, got " + tasks.size());
        }
        TaskGraph.check(tasks);
        return new JobSettings(
                whole.required(name),
                tasks,
                parameters,
                runs,
                whole.object("queue").filter(queue -> queue.flag("enabled")).isPresent(),
                Duration.ofSeconds(whole.number("timeout_seconds").orElse(0)),
                whole.object("run_as")
                        .flatMap(who -> who.text("user_name").or(() -> who.text("service_principal_name"))),
                whole);
    }

    private static ImmutableMap<String, String> parameters(Fields settings) {
        ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
        for (Fields parameter : settings.objects("parameters")) {
            String name = parameter.required("name");
            if (!PARAMETER.matcher(name).matches()) {
                throw Refusal.invalid("Invalid job parameter name '" + name
                        + "': it may hold letters, digits, '_', '-' and '.' only");
            }
            parameters.put(
                    name,
                    parameter
                            .text("default")
                            .orElseThrow(() -> Refusal.invalid("Job parameter '" + name + "' has no default")));
        }
        try {
            return parameters.buildOrThrow();
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("Duplicate job parameter names in the job settings");
        }
    }
}
