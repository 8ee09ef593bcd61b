package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.WriteBundle.Written;
import dev.dyndeps.port.ProgressListener;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "bundle",
        description =
                "Writes the Databricks Asset Bundle that holds the jobs of deploy; the one in bundle/ was made so.",
        footer = {"", "Example: dyndeps bundle bundle"},
        mixinStandardHelpOptions = true)
final class BundleCommand implements Callable<Integer> {
    private final DyndepsCommand root;

    @Parameters(index = "0", paramLabel = "DIR", description = "Where to; made if it is missing.")
    private Path folder = Path.of("");

    @Mixin
    private OutputOptions output = new OutputOptions();

    BundleCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Written written = root.dyndeps(ProgressListener.NONE).writeBundle().run(folder);
        ImmutableList<String> files =
                written.files().stream().map(Path::toString).collect(ImmutableList.toImmutableList());
        output.result(
                root.console(),
                () -> files.stream().map(file -> "written  " + file).collect(Collectors.joining("\n")),
                () -> ImmutableMap.of("files", files));
        return ExitCode.FINE.status();
    }
}
