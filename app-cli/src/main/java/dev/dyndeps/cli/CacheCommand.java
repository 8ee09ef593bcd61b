package dev.dyndeps.cli;

import dev.dyndeps.application.PruneCache;
import dev.dyndeps.application.PruneCache.Pruned;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "cache",
        description = "Shows what the cache on this machine holds, and makes it smaller.",
        footer = {"", "Example: dyndeps cache", "Example: dyndeps cache --prune --max-size 5G"},
        mixinStandardHelpOptions = true)
final class CacheCommand implements Callable<Integer> {
    private static final String DEFAULT = "10G";

    private final DyndepsCommand root;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--prune",
            description =
                    "Remove what killed processes left, and what was not used for the longest time until the cache"
                            + " is no larger than --max-size. What another process uses stays.")
    private boolean prune;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description =
                    "How large the cache may be, in bytes or like 500M or 2G. With --prune. Default: " + DEFAULT + ".")
    private @Nullable String maxSize;

    @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing. With --prune.")
    private boolean dryRun;

    @Mixin
    private OutputOptions output = new OutputOptions();

    CacheCommand(DyndepsCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        if (!prune && (maxSize != null || dryRun)) {
            throw new ParameterException(spec.commandLine(), "--max-size and --dry-run go with --prune");
        }
        Optional<Long> max = prune ? Optional.of(bytes(maxSize == null ? DEFAULT : maxSize)) : Optional.empty();
        Pruned pruned =
                root.dyndeps(output.progress(root.console())).pruneCache().run(new PruneCache.Request(max, dryRun));
        output.result(root.console(), () -> CacheView.text(pruned), () -> CacheView.json(pruned));
        return ExitCode.FINE.status();
    }

    private long bytes(String size) {
        return ByteSize.parse(size)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--max-size " + size + " is no size: write bytes, or like 500M or 2G"));
    }
}
