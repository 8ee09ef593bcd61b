package dev.dyndeps.adapter.python.packaging;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Command;
import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.OutputListener;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.TargetRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks the index what it has of a distribution, to explain why none of it would do. */
public record IndexQuestion(PipTools tools, ManagedEnvironment environment, TargetRuntime target, Path folder) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Why the index cannot be asked for the distribution; empty if it can. */
    public Optional<String> failure(DistributionName name) {
        return ask(name).failure();
    }

    IndexListing ask(DistributionName name) {
        try {
            List<String> arguments = ImmutableList.<String>builder()
                    .addAll(TargetPip.command(environment, target, folder))
                    .add("index", "versions", name.value(), "--pre", "-vv", "--retries=1")
                    .addAll(TargetOptions.of(target))
                    .build();
            List<String> output = new CopyOnWriteArrayList<>();
            // An index may list tens of thousands of files: only the lines that are read are kept.
            OutputListener ear = (source, line) -> {
                if (!line.startsWith("  Found link ")) {
                    output.add(line);
                }
            };
            tools.runner()
                    .run(Command.of(tools.pipVariables(), arguments)
                            .in(folder)
                            .within(LIMIT)
                            .heardBy(ear));
            return IndexListing.parse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
