package dev.dyndeps.emulator.jobs.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One task of a definition.
 *
 * @param dependsOn the keys of the tasks that must have ended before
 * @param pythonFile the script, a path under /Workspace or /Volumes or one that begins with dbfs:/
 * @param parameters with their references
 * @param maxRetries how often it is tried again
 * @param timeout zero if it may take as long as it wants
 * @param json as it was given
 */
public record TaskSpec(
        String key,
        ImmutableList<String> dependsOn,
        RunIf runIf,
        Compute compute,
        String pythonFile,
        ImmutableList<String> parameters,
        int maxRetries,
        Duration timeout,
        Fields json) {
    private static final Pattern KEY = Pattern.compile("[\\w-]{1,100}");
    private static final ImmutableSet<String> OTHER_KINDS = ImmutableSet.of(
            "notebook_task",
            "python_wheel_task",
            "spark_jar_task",
            "spark_submit_task",
            "sql_task",
            "dbt_task",
            "pipeline_task",
            "run_job_task",
            "condition_task",
            "for_each_task");

    static TaskSpec parse(Fields task, Machines machines) {
        String key = task.required("task_key");
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid("Invalid task_key '" + key
                    + "': it may hold letters, digits, '_' and '-' only, 100 of them at most");
        }
        OTHER_KINDS.stream().filter(task::has).findFirst().ifPresent(kind -> {
            throw Refusal.notEmulated(kind + " (task '" + key + "')");
        });
        if (!task.objects("libraries").isEmpty()) {
            throw Refusal.notEmulated("libraries of a task (task '" + key + "')");
        }
        Fields python = task.object("spark_python_task")
                .orElseThrow(
                        () -> Refusal.invalid("Task '" + key + "' has nothing to run: give it a spark_python_task"));
        return new TaskSpec(
                key,
                task.objects("depends_on").stream()
                        .map(dependency -> dependency.required("task_key"))
                        .collect(ImmutableList.toImmutableList()),
                RunIf.parse(task.text("run_if").orElse("ALL_SUCCESS")),
                machines.of(key, task),
                file(key, python.required("python_file")),
                python.texts("parameters"),
                (int) task.number("max_retries").orElse(0),
                Duration.ofSeconds(task.number("timeout_seconds").orElse(0)),
                task);
    }

    private static String file(String key, String file) {
        if (file.startsWith("/") || file.matches("[a-z0-9]+:/.*")) {
            return file;
        }
        throw Refusal.invalid("Task '" + key + "': invalid python file reference '" + file
                + "'. Only URIs and absolute paths of the workspace are supported");
    }
}
