package dev.dyndeps.cli;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to read, and how. */
final class InputOptions {
    @Parameters(
            index = "0",
            paramLabel = "INPUT",
            description = "A zip, a folder, a requirements.txt, a pylock.toml or a .whl.")
    Path input = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The shape that INPUT must have instead of the one it is recognised as: requirements,"
                    + " pure_python, packaged, existing_wheels, mixed, nested.")
    @Nullable
    String format;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description = "A host that a requirement may name by URL (repeatable). Default: none.")
    List<String> allowedHosts = List.of();

    Optional<Format> format() {
        return Optional.ofNullable(format).map(Format::parse);
    }

    RequirementsPolicy policy() {
        return new RequirementsPolicy(
                allowedHosts.stream().map(Ascii::toLowerCase).collect(ImmutableSet.toImmutableSet()));
    }
}
