package dev.dyndeps.cli;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] args) {
        System.exit(Cli.launch(args));
    }
}
