package dev.dyndeps.cli;

import dev.dyndeps.adapter.filesystem.classes.ClassArchive;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        int status = Cli.launch(args);
        if (status == ExitCode.FINE.status()) {
            ClassArchive.refresh(System.getenv(), UsualCommands.class);
        }
        System.exit(status);
    }
}
