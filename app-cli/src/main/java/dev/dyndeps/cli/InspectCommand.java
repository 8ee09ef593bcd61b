package dev.dyndeps.cli;

import dev.dyndeps.application.InspectArchive;
import dev.dyndeps.application.Inspection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "inspect",
        description = "Says what shape an input has and why, what is ignored, and what is wrong. Runs nothing of it.",
        footer = {"", "Example: dyndeps inspect examples/nested.zip"},
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    InspectCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Inspection inspection = root.dyndeps(output.progress(root.console()))
                .inspectArchive()
                .run(new InspectArchive.Request(input.input, input.format(), input.policy()));
        InspectionView view = new InspectionView(inspection);
        output.result(root.console(), view::text, view::json);
        return ExitCode.FINE.status();
    }
}
