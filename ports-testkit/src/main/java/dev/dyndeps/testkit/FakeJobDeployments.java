package dev.dyndeps.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.TaskPlan;
import dev.dyndeps.port.JobDeployments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Jobs in memory. The creator is {@code me} unless a test says otherwise. */
public final class FakeJobDeployments implements JobDeployments {
    /** Who deploys. */
    public static final String ME = "me@example.com";

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Deployed job, JobDefinition definition) {}

    /** A job that is there already. */
    public synchronized Deployed add(JobDefinition definition, Ownership ownership, String creator) {
        String id = Integer.toString(entries.size() + 1);
        Deployed job = new Deployed(id, definition.name(), ownership, creator, "https://workspace.test/jobs/" + id);
        entries.add(new Entry(job, definition));
        return job;
    }

    /** What the job is now. */
    public synchronized JobDefinition definition(Deployed job) {
        return entry(job).definition;
    }

    @Override
    public synchronized ImmutableList<Deployed> find(String name) {
        return entries.stream()
                .map(Entry::job)
                .filter(job -> job.name().equals(name))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized ImmutableList<Difference> differences(Deployed job, JobDefinition definition) {
        ImmutableMap<String, String> before = texts(entry(job).definition);
        ImmutableMap<String, String> after = texts(definition);
        return Maps.difference(before, after).areEqual()
                ? ImmutableList.of()
                : ImmutableSet.<String>builder().addAll(before.keySet()).addAll(after.keySet()).build().stream()
                        .map(setting -> new Difference(
                                setting, before.getOrDefault(setting, ""), after.getOrDefault(setting, "")))
                        .filter(difference -> !difference.before().equals(difference.after()))
                        .collect(ImmutableList.toImmutableList());
    }

    /** Settings as texts, each by its path. */
    private static ImmutableMap<String, String> texts(JobDefinition job) {
        ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
        texts.put("name", quoted(job.name()));
        texts.put("compute", quoted(compute(job.compute())));
        texts.put("settings", quoted(job.settings().toString()));
        job.parameters().forEach((name, value) -> texts.put("parameters[" + name + "].default", quoted(value)));
        for (TaskPlan task : job.tasks()) {
            String path = "tasks[" + task.key() + "].";
            texts.put(path + "depends_on", quoted(task.dependsOn().toString()));
            texts.put(path + "run_if", quoted(task.runIf().toString()));
            texts.put(
                    path + "spark_python_task.parameters",
                    task.parameters().stream()
                            .map(FakeJobDeployments::quoted)
                            .collect(Collectors.joining(",", "[", "]")));
        }
        return texts.buildOrThrow();
    }

    private static String compute(Compute compute) {
        return compute instanceof Compute.JobCluster cluster
                ? cluster + " " + cluster.workers() + " " + cluster.overlay()
                : compute.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public synchronized Deployed create(JobDefinition definition) {
        return add(definition, Ownership.OURS, ME);
    }

    @Override
    public synchronized void update(Deployed job, JobDefinition definition) {
        Entry old = entry(job);
        entries.set(
                entries.indexOf(old),
                new Entry(
                        new Deployed(
                                job.id(), definition.name(), old.job.ownership(), old.job.creator(), old.job.page()),
                        definition));
    }

    @Override
    public synchronized ImmutableSet<String> textsInUse() {
        ImmutableSet.Builder<String> texts = ImmutableSet.builder();
        entries.stream()
                .filter(entry -> entry.job.ownership() == Ownership.OURS)
                .map(Entry::definition)
                .forEach(job -> {
                    texts.addAll(job.parameters().values());
                    job.tasks().forEach(task -> texts.addAll(task.parameters()));
                });
        return texts.build();
    }

    private Entry entry(Deployed job) {
        return entries.stream()
                .filter(entry -> entry.job.id().equals(job.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job " + job.id()));
    }
}
