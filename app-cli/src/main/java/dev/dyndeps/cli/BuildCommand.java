package dev.dyndeps.cli;

import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.domain.wheelhouse.BuildPlan;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        description = "Builds the wheelhouse of an input, and a pylock.toml beside it.",
        footer = {"", "Example: dyndeps build examples/requirements.zip --target dbr-14.3 -o out"},
        mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            defaultValue = "dbr-14.3",
            description = "What the wheelhouse must run on: dbr-13.3, dbr-14.3, dbr-15.4, dbr-16.4, dbr-17.3, dbr-18,"
                    + " serverless-1 to serverless-5, local, or spelled out like"
                    + " python3.10-manylinux_2_35_x86_64. Default: ${DEFAULT-VALUE}.")
    private String target = "dbr-14.3";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The folder for the wheelhouse and its lock file. Default: this folder.")
    private Path folder = Path.of(".");

    @Option(names = "--lock", paramLabel = "FILE", description = "Take exactly the wheels of this pylock.toml.")
    private @Nullable Path lock;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    BuildCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ProgressListener progress = output.progress(root.console());
        Dyndeps dyndeps = root.dyndeps(progress, engine.engine);
        BuildWheelhouse.Request request = new BuildWheelhouse.Request(
                input.input,
                dyndeps.targets().parse(target),
                input.format(),
                Optional.ofNullable(lock),
                folder,
                input.policy());
        if (dryRun) {
            BuildPlan plan = dyndeps.buildWheelhouse().plan(request);
            output.result(root.console(), () -> BuildView.text(plan), () -> BuildView.json(plan));
        } else {
            Built built = dyndeps.buildWheelhouse().run(request, progress);
            output.result(root.console(), () -> BuildView.text(built), () -> BuildView.json(built));
        }
        return ExitCode.FINE.status();
    }
}
