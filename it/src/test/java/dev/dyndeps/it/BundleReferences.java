package dev.dyndeps.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.dyndeps.domain.pipeline.DynamicReferences;
import dev.dyndeps.domain.pipeline.PipelinePlan;
import dev.dyndeps.domain.pipeline.TaskKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what a job of a bundle names and what is not there. The CLI finds little of it: {@code bundle validate} lets a
 * {@code depends_on} that names nothing pass, and reads no dynamic value reference and no path in a parameter.
 */
final class BundleReferences {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_.]+)}");
    private static final Pattern SENT = Pattern.compile("\\$\\{workspace\\.file_path}/([^\"\\]]+)");

    /** Of the workspace and of who deploys. */
    private static final ImmutableSet<String> GIVEN =
            ImmutableSet.of("workspace.file_path", "workspace.current_user.userName", "workspace.profile");

    private static final ImmutableSet<String> TASK_VALUES = ImmutableSet.of(
            DynamicReferences.taskValue(TaskKey.PROCESS, PipelinePlan.WHEELHOUSE),
            DynamicReferences.taskValue(TaskKey.PROCESS, PipelinePlan.SHA256));

    private final Path folder;
    private final JsonNode root;
    private final JsonNode job;
    private final ImmutableList.Builder<String> problems = ImmutableList.builder();

    private BundleReferences(Path folder, JsonNode root, JsonNode job) {
        this.folder = folder;
        this.root = root;
        this.job = job;
    }

    /**
     * @param folder of the bundle
     * @param root its {@code databricks.yml}
     * @param job one job of a file in {@code resources/}
     */
    static ImmutableList<String> problems(Path folder, JsonNode root, JsonNode job) {
        return new BundleReferences(folder, root, job).all();
    }

    /** All variables that a text names. */
    static Stream<String> variables(JsonNode node) {
        return texts(node).flatMap(text -> VARIABLE.matcher(text).results().map(found -> found.group(1)));
    }

    private ImmutableList<String> all() {
        Map<String, Set<String>> before = new HashMap<>();
        for (JsonNode task : job.path("tasks")) {
            Set<String> dependencies = new TreeSet<>();
            for (String name : named(task.path("depends_on"), "task_key")) {
                // A task may depend on those above it only, so there is no circle.
                require(before.containsKey(name), "depends_on " + name);
                dependencies.add(name);
                dependencies.addAll(before.getOrDefault(name, Set.of()));
            }
            before.put(task.path("task_key").asText(), dependencies);
            texts(task.path("spark_python_task").path("parameters"))
                    .flatMap(text -> DynamicReferences.in(text).stream())
                    .forEach(reference -> require(isKnown(reference, dependencies), "{{" + reference + "}}"));
        }
        compute("job_clusters", "job_cluster_key");
        compute("environments", "environment_key");
        variables(job)
                .forEach(name -> require(
                        GIVEN.contains(name)
                                || (name.startsWith("var.")
                                        && root.path("variables").has(name.substring("var.".length()))),
                        "${" + name + "}"));
        files();
        return problems.build();
    }

    private boolean isKnown(String reference, Set<String> dependencies) {
        if (reference.startsWith("tasks.")) {
            String task = reference.substring("tasks.".length()).replaceFirst("\\..*", "");
            return dependencies.contains(task)
                    && (reference.equals("tasks." + task + ".result_state")
                            || TASK_VALUES.contains("{{" + reference + "}}"));
        }
        return reference.equals("job.run_id")
                || named(job.path("parameters"), "name").stream()
                        .anyMatch(name -> reference.equals("job.parameters." + name));
    }

    /** Each task's compute is described, and no other. */
    private void compute(String list, String key) {
        Set<String> described = named(job.path(list), key);
        Set<String> used = named(job.path("tasks"), key);
        used.forEach(name -> require(described.contains(name), key + " " + name));
        described.forEach(name -> require(used.contains(name), key + " " + name + " is used by no task"));
    }

    /** Each file is in the bundle's folder, which goes up. */
    private void files() {
        for (JsonNode task : job.path("tasks")) {
            String script = task.path("spark_python_task").path("python_file").asText();
            sent(folder.resolve("resources").resolve(script).normalize(), script);
        }
        texts(job)
                .flatMap(text -> SENT.matcher(text).results())
                .map(found -> found.group(1))
                .forEach(path -> sent(folder.resolve(path), path));
    }

    private void sent(Path file, String name) {
        require(file.startsWith(folder) && Files.exists(file), name);
    }

    private void require(boolean fine, String what) {
        if (!fine) {
            problems.add(what);
        }
    }

    private static ImmutableSet<String> named(JsonNode list, String field) {
        return Streams.stream(list)
                .filter(element -> element.has(field))
                .map(element -> element.path(field).asText())
                .collect(ImmutableSet.toImmutableSet());
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.textValue())
                : Streams.stream(node).flatMap(BundleReferences::texts);
    }
}
