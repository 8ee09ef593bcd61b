package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.application.RunPipeline.Ran;
import java.util.Locale;

/** Runs of one input, by the compute they ran on, side by side. */
record CompareView(ImmutableMap<String, Ran> runs) {
    boolean succeeded() {
        return runs.values().stream().allMatch(Ran::succeeded);
    }

    String text() {
        ImmutableSet<String> stages = runs.values().stream()
                .flatMap(ran -> ran.seconds().keySet().stream())
                .collect(ImmutableSet.toImmutableSet());
        ImmutableList.Builder<ImmutableList<String>> rows = ImmutableList.builder();
        stages.forEach(stage -> rows.add(row(stage, stage)));
        rows.add(ImmutableList.<String>builder()
                .add("in all")
                .addAll(runs.values().stream().map(CompareView::total).toList())
                .build());
        rows.add(ImmutableList.<String>builder()
                .add("result")
                .addAll(runs.values().stream()
                        .map(ran -> ran.succeeded() ? "ok" : "FAILED")
                        .toList())
                .build());
        StringBuilder text = new StringBuilder(TextTables.of(
                ImmutableList.<String>builder()
                        .add("SECONDS")
                        .addAll(runs.keySet())
                        .build(),
                rows.build()));
        runs.forEach((compute, ran) -> {
            if (!ran.succeeded()) {
                text.append("\n\n").append(compute).append(":\n").append(new RunView(ran).text());
            }
        });
        return text.toString();
    }

    private ImmutableList<String> row(String name, String stage) {
        return ImmutableList.<String>builder()
                .add(name)
                .addAll(runs.values().stream()
                        .map(ran -> ran.seconds().containsKey(stage)
                                ? String.format(
                                        Locale.ROOT, "%.1f", ran.seconds().get(stage))
                                : "-")
                        .toList())
                .build();
    }

    private static String total(Ran ran) {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ran.seconds().values().stream().mapToDouble(Double::doubleValue).sum());
    }

    ImmutableMap<String, Object> json() {
        return ImmutableMap.of(
                "succeeded",
                succeeded(),
                "runs",
                runs.entrySet().stream()
                        .map(run -> ImmutableMap.<String, Object>builder()
                                .put("compute", run.getKey())
                                .putAll(new RunView(run.getValue()).json())
                                .buildOrThrow())
                        .collect(ImmutableList.toImmutableList()));
    }
}
