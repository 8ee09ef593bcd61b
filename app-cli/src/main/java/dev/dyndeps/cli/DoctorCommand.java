package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.DiagnoseSetup.Diagnosis;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Says what of Java, Python, pip and Spark is there, and what is missing.",
        footer = {"", "Example: dyndeps doctor"},
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Mixin
    private OutputOptions output = new OutputOptions();

    DoctorCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Diagnosis diagnosis =
                root.dyndeps(output.progress(root.console())).diagnoseSetup().run();
        output.result(root.console(), () -> text(diagnosis), () -> json(diagnosis));
        return (diagnosis.healthy() ? ExitCode.FINE : ExitCode.USER).status();
    }

    private static String text(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder(TextTables.of(
                ImmutableList.of("WHAT", "STATE", "DETAIL"),
                diagnosis.findings().stream()
                        .map(f -> ImmutableList.of(f.what(), words(f.state()), f.detail()))
                        .collect(ImmutableList.toImmutableList())));
        diagnosis.findings().stream()
                .filter(finding -> !finding.fix().isEmpty())
                .forEach(finding ->
                        text.append("\n").append(finding.what()).append(": ").append(finding.fix()));
        return text.toString();
    }

    private static String words(dev.dyndeps.port.SetupProbe.State state) {
        return switch (state) {
            case PRESENT -> "there";
            case ON_DEMAND -> "installed when needed";
            case MISSING -> "MISSING";
        };
    }

    private static ImmutableMap<String, Object> json(Diagnosis diagnosis) {
        return ImmutableMap.of(
                "healthy", diagnosis.healthy(),
                "findings",
                        diagnosis.findings().stream()
                                .map(f -> ImmutableMap.of(
                                        "what", f.what(),
                                        "state", f.state().name(),
                                        "detail", f.detail(),
                                        "fix", f.fix()))
                                .collect(ImmutableList.toImmutableList()));
    }
}
