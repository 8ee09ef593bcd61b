package dev.dyndeps.cli;

/** What the program's exit status says. */
enum ExitCode {
    FINE(0, "everything went well"),
    USER(2, "the input or an option is wrong; the message names it and what to do"),
    TOOL(3, "a tool failed: pip, a build backend, Spark"),
    REMOTE(4, "an index, a Spark master, Databricks or another service said no or cannot be reached"),
    FAILED(5, "the pipeline ran, and an import, a check or the user's program failed"),
    BUG(70, "an error of dyndeps itself; a stack trace is shown"),
    INTERRUPTED(130, "interrupted by Ctrl-C or a signal; what was begun has been removed");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    int status() {
        return status;
    }

    String meaning() {
        return meaning;
    }
}
