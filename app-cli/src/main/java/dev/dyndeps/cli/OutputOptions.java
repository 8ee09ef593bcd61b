package dev.dyndeps.cli;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.wheelhouse.CanonicalJson;
import dev.dyndeps.port.ProgressListener;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class OutputOptions {
    @Option(names = "--json", description = "Print one JSON object and nothing else on standard output.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, just the result.")
    boolean quiet;

    void result(Console console, Supplier<String> text, Supplier<ImmutableMap<String, Object>> object) {
        console.result(json ? CanonicalJson.write(object.get()) : text.get());
    }

    ProgressListener progress(Console console) {
        return quiet ? ProgressListener.NONE : new StageLines(console, Ticker.systemTicker());
    }
}
