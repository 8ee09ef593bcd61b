package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.RunPipeline.Ran;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.pipeline.ValidationReport;
import dev.dyndeps.domain.pipeline.ValidationReport.Node;
import dev.dyndeps.domain.wheelhouse.Manifest;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run in words and as JSON. */
record RunView(Ran ran) {
    String text() {
        StringBuilder text = new StringBuilder();
        ran.built()
                .ifPresent(
                        built -> text.append(BuildView.wheels(built.manifest())).append("\n\n"));
        ran.manifest().ifPresent(manifest -> text.append(BuildView.warnings(manifest)));
        ran.report().ifPresent(report -> text.append(nodes(report)).append("\n\n"));
        for (JobOutcome.TaskOutcome task : ran.outcome().tasks()) {
            if (task.state() != JobOutcome.State.SUCCESS && !echoes(task)) {
                text.append(task.key()).append(": ").append(task.state()).append('\n');
                text.append(task.error().indent(2));
            }
        }
        text.append(ran.manifest()
                        .map(manifest -> manifest.format().toString())
                        .orElse("run " + ran.paths().run()))
                .append(ran.succeeded() ? ": every requested import works on " + where() : ": FAILED")
                .append("  (")
                .append(ran.seconds().entrySet().stream()
                        .map(stage -> String.format(Locale.ROOT, "%s %.1f s", stage.getKey(), stage.getValue()))
                        .collect(Collectors.joining(", ")))
                .append(")\n");
        ran.left().forEach(path -> text.append("left: ").append(path).append('\n'));
        return text.toString();
    }

    /** Only what was proved: under Spark Connect nobody can tell how many workers there are. */
    private String where() {
        return ran.report().filter(report -> !report.provedEvery()).isPresent()
                ? "the driver and on each worker that showed up"
                : "every node";
    }

    /** Clean-up ends as the tasks before it did; if it did its own work, its failure says nothing new. */
    private boolean echoes(JobOutcome.TaskOutcome task) {
        return task.key() == TaskKey.CLEANUP
                && ran.left().isEmpty()
                && ran.outcome().tasks().stream()
                        .anyMatch(other -> other.key() != TaskKey.CLEANUP && other.state() != JobOutcome.State.SUCCESS);
    }

    ImmutableMap<String, Object> json() {
        return ImmutableMap.<String, Object>builder()
                .put("run", ran.paths().run().toString())
                .put("succeeded", ran.succeeded())
                .put("format", ran.manifest().map(manifest -> manifest.format().id()))
                .put("target", ran.manifest().map(manifest -> manifest.target().spelledOut()))
                .put("wheelhouse", ran.wheelhouse().map(StorePath::name))
                .put("digest", ran.manifest().map(manifest -> manifest.digest().toString()))
                .put("stages", ran.seconds())
                .put(
                        "tasks",
                        ran.outcome().tasks().stream()
                                .map(task -> ImmutableMap.of(
                                        "task", task.key().key(),
                                        "state", task.state().name(),
                                        "seconds", task.seconds(),
                                        "error", task.error()))
                                .collect(ImmutableList.toImmutableList()))
                .put(
                        "nodes",
                        ran.report()
                                .map(report -> report.nodes().stream()
                                        .map(RunView::node)
                                        .collect(ImmutableList.toImmutableList()))
                                .orElse(ImmutableList.of()))
                .put(
                        "proved_every_worker",
                        ran.report().map(ValidationReport::provedEvery).orElse(false))
                .put("checks", ran.report().map(ValidationReport::checks).orElse(ImmutableList.of()))
                .put("warnings", ran.manifest().map(Manifest::warnings).orElse(ImmutableList.of()))
                .put("left", ran.left().stream().map(Object::toString).collect(ImmutableList.toImmutableList()))
                .buildOrThrow();
    }

    private static String nodes(ValidationReport report) {
        return TextTables.of(
                ImmutableList.of("NODE", "HOST", "PID", "PYTHON", "SECONDS", "IMPORTED"),
                report.nodes().stream()
                        .map(node -> ImmutableList.of(
                                node.role(),
                                node.host(),
                                Long.toString(node.pid()),
                                node.python(),
                                String.format(Locale.ROOT, "%.1f", node.seconds()),
                                node.modules().stream()
                                        .map(module -> module.name() + " " + module.version())
                                        .collect(Collectors.joining(", "))))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableMap<String, Object> node(Node node) {
        return ImmutableMap.of(
                "role", node.role(),
                "host", node.host(),
                "pid", node.pid(),
                "python", node.python(),
                "seconds", node.seconds(),
                "modules",
                        node.modules().stream()
                                .map(module -> ImmutableMap.of(
                                        "name", module.name(), "version", module.version(), "file", module.file()))
                                .collect(ImmutableList.toImmutableList()));
    }
}
