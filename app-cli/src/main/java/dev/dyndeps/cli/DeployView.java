package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.DeployJobs.DeployedAll;
import dev.dyndeps.application.DeployJobs.DeployedJob;
import dev.dyndeps.application.DeployJobs.Fate;
import dev.dyndeps.domain.pipeline.StorePath;
import java.util.Locale;

/** Deployed jobs in words and as JSON. */
record DeployView(DeployedAll deployed, boolean dryRun) {
    String text() {
        StringBuilder text = new StringBuilder();
        for (DeployedJob job : deployed.jobs()) {
            text.append(String.format(Locale.ROOT, "%-14s %s", words(job.fate()), job.name()));
            job.reason().ifPresent(reason -> text.append(": ").append(reason));
            job.page().ifPresent(page -> text.append("  ").append(page));
            text.append('\n');
            job.ownInput()
                    .ifPresent(input -> text.append("    its input: ")
                            .append(input)
                            .append("; a run can name another by its parameter input_path\n"));
            job.differences()
                    .forEach(difference -> text.append("    ")
                            .append(difference.setting())
                            .append(": ")
                            .append(shown(difference.before()))
                            .append(" -> ")
                            .append(shown(difference.after()))
                            .append('\n'));
        }
        deployed.sent()
                .forEach(path -> text.append(dryRun ? "would send     " : "sent           ")
                        .append(path)
                        .append('\n'));
        deployed.removed()
                .forEach(path -> text.append("removed        ").append(path).append('\n'));
        if (deployed.jobs().stream().allMatch(job -> job.fate() == Fate.UNCHANGED)) {
            text.append("nothing to change\n");
        }
        return text.toString();
    }

    private static String shown(String json) {
        return json.isEmpty() ? "(nothing)" : json;
    }

    private String words(Fate fate) {
        return switch (fate) {
            case CREATED -> dryRun ? "would create" : "created";
            case UPDATED -> dryRun ? "would update" : "updated";
            case UNCHANGED -> "unchanged";
            case NOT_OURS -> "left alone";
        };
    }

    ImmutableMap<String, Object> json() {
        return ImmutableMap.of(
                "dry_run", dryRun,
                "jobs", deployed.jobs().stream().map(DeployView::job).collect(ImmutableList.toImmutableList()),
                "sent", paths(deployed.sent()),
                "removed", paths(deployed.removed()));
    }

    private static ImmutableMap<String, Object> job(DeployedJob job) {
        return ImmutableMap.of(
                "name", job.name(),
                "fate", job.fate().name(),
                "page", job.page(),
                "reason", job.reason(),
                "own_input", job.ownInput().map(StorePath::toString),
                "differences",
                        job.differences().stream()
                                .map(difference -> ImmutableMap.of(
                                        "setting", difference.setting(),
                                        "before", difference.before(),
                                        "after", difference.after()))
                                .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableList<String> paths(ImmutableList<StorePath> paths) {
        return paths.stream().map(StorePath::toString).collect(ImmutableList.toImmutableList());
    }
}
