package dev.dyndeps.emulator.standalone;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the program was told.
 *
 * @param port 0 for any that is free
 * @param files the folder of the workspace's files, which stays; a temporary one if empty
 * @param slots how many clusters there may be at once
 * @param user whose token is given out
 */
record Arguments(int port, Optional<Path> files, int slots, String user) {
    static final String USAGE = """
            Starts a Databricks workspace on this machine that runs until it is interrupted.

              --port N         listen on this port of 127.0.0.1 (default: any that is free)
              --files FOLDER   keep its files in this folder (default: a temporary one, removed at the end)
              --slots N        so many clusters at once; further runs wait for one (default: 2)
              --user NAME      whose token it gives out (default: user@example.com)
            """;

    static final int MOST_SLOTS = 16;
    private static final int LARGEST_PORT = 65_535;

    /** @throws UserError ({@code OPTION_INVALID}) for an option that there is not, or a value that cannot be */
    static Arguments parse(List<String> arguments) {
        Arguments parsed = new Arguments(0, Optional.empty(), 2, "user@example.com");
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw invalid(name, "it is no option, or has no value");
            }
            parsed = parsed.with(name, arguments.get(i + 1));
        }
        return parsed;
    }

    private Arguments with(String name, String value) {
        return switch (name) {
            case "--port" -> new Arguments(number(name, value, 0, LARGEST_PORT), files, slots, user);
            case "--files" -> new Arguments(port, Optional.of(Path.of(value)), slots, user);
            case "--slots" -> new Arguments(port, files, number(name, value, 1, MOST_SLOTS), user);
            case "--user" -> new Arguments(port, files, slots, value);
            default -> throw invalid(name, "there is no such option");
        };
    }

    private static int number(String name, String value, int least, int most) {
        if (value.matches("\\d{1,5}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw invalid(name + " " + value, "it must be a number from " + least + " to " + most);
    }

    private static UserError invalid(String where, String what) {
        return new UserError(Code.OPTION_INVALID, where, what, "See --help");
    }
}
