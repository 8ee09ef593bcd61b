package dev.dyndeps.cli;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ProgressListener;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The root command: knows where output goes, and makes the graph for the command that asks. */
@Command(
        name = "dyndeps",
        description = "Python dependencies on every Spark worker, from one zip.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit status:%n",
        footer = {
            "  0    fine",
            "  2    the input or an option is wrong",
            "  3    a tool failed (pip, a build backend, Spark)",
            "  4    an index, a Spark master, Databricks or another service failed",
            "  5    the pipeline ran, and an import, a check or the program failed",
            "  70   an error of dyndeps itself",
            "  130  interrupted"
        })
final class DyndepsCommand {
    private final Console console;
    private final ImmutableMap<String, String> environment;
    private volatile Optional<String> remains = Optional.empty();

    DyndepsCommand(ImmutableMap<String, String> environment, Console console) {
        this.console = console;
        this.environment = environment;
    }

    /** The value of an environment variable, if it is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** From now on a command that is ended at once leaves something there, and this is how it is removed. */
    void leaves(StorePath base, Optional<String> profile) {
        remains = Optional.of("dyndeps clean --base " + base
                + profile.map(name -> " --profile " + name).orElse(""));
    }

    /** The command that removes what remains, if anything may. */
    Optional<String> remains() {
        return remains;
    }

    Console console() {
        return console;
    }

    /** The graph of the one command that runs, which tells {@code progress} of its work. */
    Dyndeps dyndeps(ProgressListener progress) {
        return dyndeps(progress, Engine.AUTO);
    }

    /** The same, for a command that lets the user choose the engine. */
    Dyndeps dyndeps(ProgressListener progress, Engine engine) {
        return DaggerDyndeps.factory().create(environment, progress, engine);
    }
}
