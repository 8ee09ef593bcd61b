package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.WriteBundle.Written;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.ProgramArchive;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bundle",
        description = "Writes the Databricks Asset Bundle that holds the jobs of deploy, and all that they need, to a"
                + " folder; the one in bundle/ was made so.",
        footer = {"", "Example: dyndeps bundle my-bundle"},
        mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Parameters(index = "0", paramLabel = "DIR", description = "Where to; made if it is missing.")
    private Path folder = Path.of("");

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "The wheel of this program that the jobs run. Default: the one that runs; in a checkout,"
                    + " deploying the bundle makes it.")
    private @Nullable Path program;

    @Mixin
    private OutputOptions output = new OutputOptions();

    BundleCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Dyndeps dyndeps = root.dyndeps(ProgressListener.NONE);
        Optional<Path> wheel = Optional.ofNullable(program).or(() -> running(dyndeps.program()));
        Written written = dyndeps.writeBundle().run(folder, wheel);
        ImmutableList<String> files =
                written.files().stream().map(Path::toString).collect(ImmutableList.toImmutableList());
        output.result(
                root.console(),
                () -> files.stream().map(file -> "written  " + file).collect(Collectors.joining("\n"))
                        + (wheel.isPresent()
                                ? ""
                                : "\nThe wheel of this program is still to come to " + folder.resolve("program")),
                () -> ImmutableMap.of("files", files, "complete", wheel.isPresent()));
        return ExitCode.FINE.status();
    }

    private static Optional<Path> running(ProgramArchive program) {
        try {
            return Optional.of(program.wheel());
        } catch (UserError e) {
            if (e.code() == Code.TOOL_MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
