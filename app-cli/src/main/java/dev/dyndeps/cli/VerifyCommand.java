package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.VerifyWheelhouse;
import dev.dyndeps.application.VerifyWheelhouse.Verified;
import dev.dyndeps.port.ImportProbe.Imported;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Checks every hash and RECORD of a wheelhouse, every entry, and that nothing is missing.",
        footer = {"", "Example: dyndeps verify out/requirements-0123456789ab.wheelhouse.zip --import"},
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Parameters(index = "0", paramLabel = "WHEELHOUSE", description = "A wheelhouse that build made.")
    private Path wheelhouse = Path.of("");

    @Option(
            names = "--import",
            description = "Import each root as well, one at a time, in a Python of the target's version.")
    private boolean imports;

    @Mixin
    private OutputOptions output = new OutputOptions();

    VerifyCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        ProgressListener progress = output.progress(root.console());
        Verified verified = root.dyndeps(progress)
                .verifyWheelhouse()
                .run(new VerifyWheelhouse.Request(wheelhouse, imports), progress);
        output.result(root.console(), () -> text(verified), () -> json(verified));
        boolean failed = verified.imported().stream()
                .anyMatch(imported -> !imported.error().isEmpty());
        return (failed ? ExitCode.FAILED : ExitCode.FINE).status();
    }

    private static String text(Verified verified) {
        StringBuilder text = new StringBuilder();
        for (Imported imported : verified.imported()) {
            text.append(imported.error().isEmpty() ? "imported  " : "FAILED    ")
                    .append(imported.root())
                    .append("  ")
                    .append(imported.error().isEmpty() ? imported.file() : imported.error())
                    .append('\n');
        }
        return text + "whole: " + verified.manifest().wheels().size() + " wheels, "
                + verified.manifest().roots().size() + " import roots, "
                + verified.manifest().proof().size() + " requirements met, for "
                + verified.manifest().target().spelledOut();
    }

    private static ImmutableMap<String, Object> json(Verified verified) {
        return ImmutableMap.of(
                "digest", verified.manifest().digest().toString(),
                "wheels", verified.manifest().wheels().size(),
                "roots", verified.manifest().roots(),
                "imported",
                        verified.imported().stream()
                                .map(i -> ImmutableMap.of("root", i.root(), "file", i.file(), "error", i.error()))
                                .collect(ImmutableList.toImmutableList()));
    }
}
