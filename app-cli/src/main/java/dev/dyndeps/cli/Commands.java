package dev.dyndeps.cli;

import com.google.common.collect.ImmutableList;
import java.util.List;
import picocli.CommandLine;

/**
 * The commands by their names, in the order of the help. What a command takes is read from its annotations, and that takes
 * longer than most else in a short command: only the one that is asked for is made, or all where none is.
 */
final class Commands {
    static final ImmutableList<String> NAMES = ImmutableList.of(
            "inspect", "build", "verify", "run", "deploy", "compare", "bundle", "clean", "cache", "doctor");

    private Commands() {}

    /** Adds the command that these arguments are for; if that is none of ours, all, for the help or the error to list. */
    static void addTo(CommandLine line, DyndepsCommand root, String[] args) {
        List<String> wanted = args.length > 0 && NAMES.contains(args[0]) ? ImmutableList.of(args[0]) : NAMES;
        wanted.forEach(name -> line.addSubcommand(name, command(name, root)));
    }

    private static Object command(String name, DyndepsCommand root) {
        return switch (name) {
            case "inspect" -> new InspectCommand(root);
            case "build" -> new BuildCommand(root);
            case "verify" -> new VerifyCommand(root);
            case "run" -> new RunCommand(root);
            case "deploy" -> new DeployCommand(root);
            case "compare" -> new CompareCommand(root);
            case "bundle" -> new BundleCommand(root);
            case "clean" -> new CleanCommand(root);
            case "cache" -> new CacheCommand(root);
            case "doctor" -> new DoctorCommand(root);
            default -> throw new IllegalArgumentException("no command: " + name);
        };
    }
}
