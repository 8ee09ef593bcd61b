package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.CleanUpRuns;
import dev.dyndeps.application.CleanUpRuns.CleanedUp;
import dev.dyndeps.domain.pipeline.StorePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "clean",
        description = "Lists the folders of old runs and removes those that nobody works in any more.",
        footer = {
            "",
            "Example: dyndeps clean --dry-run",
            "Example: dyndeps clean --base /Volumes/main/default/dyndeps --profile DEFAULT"
        },
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Option(
            names = "--base",
            paramLabel = "DIR",
            description =
                    "Where the runs are: a folder, or /Volumes/… or dbfs:/… of a Databricks workspace. Default: the"
                            + " folder of the user's cache.")
    private @Nullable String base;

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(
            names = "--older-than",
            paramLabel = "HOURS",
            defaultValue = "24",
            description =
                    "From this age a run that cannot be looked at, since it was started on another machine, counts as ended."
                            + " Default: ${DEFAULT-VALUE}.")
    private int hours = 24;

    @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
    private boolean dryRun;

    @Mixin
    private OutputOptions output = new OutputOptions();

    CleanCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Dyndeps dyndeps = root.dyndeps(output.progress(root.console()));
        boolean there = base != null && (base.startsWith("/Volumes/") || base.startsWith("dbfs:/"));
        StorePath folder = base == null
                ? dyndeps.settings().base()
                : StorePath.of(
                        there
                                ? base
                                : Path.of(base).toAbsolutePath().normalize().toString());
        Runs runs = there ? dyndeps.onDatabricks().create(workspace.profile()) : dyndeps.onSpark();
        CleanedUp cleaned = runs.cleanUpRuns().run(new CleanUpRuns.Request(folder, Duration.ofHours(hours), dryRun));
        output.result(root.console(), () -> text(cleaned, folder), () -> json(cleaned));
        return ExitCode.FINE.status();
    }

    private static String text(CleanedUp cleaned, StorePath base) {
        if (cleaned.runs().isEmpty()) {
            return "no runs in " + base;
        }
        StringBuilder text = new StringBuilder();
        cleaned.runs()
                .forEach(run -> text.append(words(run.fate()))
                        .append("  ")
                        .append(run.folder())
                        .append("  (")
                        .append(run.reason())
                        .append(")\n"));
        return text.toString();
    }

    private static String words(CleanUpRuns.Fate fate) {
        return switch (fate) {
            case REMOVED -> "removed     ";
            case WOULD_REMOVE -> "would remove";
            case KEPT -> "kept        ";
        };
    }

    private static ImmutableMap<String, Object> json(CleanedUp cleaned) {
        return ImmutableMap.of(
                "runs",
                cleaned.runs().stream()
                        .map(run -> ImmutableMap.of(
                                "folder", run.folder().toString(),
                                "fate", run.fate().name(),
                                "reason", run.reason()))
                        .collect(ImmutableList.toImmutableList()));
    }
}
