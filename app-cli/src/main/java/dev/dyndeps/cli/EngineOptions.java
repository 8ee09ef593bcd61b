package dev.dyndeps.cli;

import picocli.CommandLine.Option;

/** Which tool does the work. */
final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "auto",
            description =
                    "What resolves requirements and builds wheels: uv, pip, or auto (uv, and pip where uv will not"
                            + " do). Default: ${DEFAULT-VALUE}.")
    Engine engine = Engine.AUTO;
}
