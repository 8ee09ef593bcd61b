package dev.dyndeps.cli;

import dev.dyndeps.port.ProgressListener;

/** Shows each stage and note as a line of its own. */
final class StageLines implements ProgressListener {
    private final Console console;

    StageLines(Console console) {
        this.console = console;
    }

    @Override
    public void stage(String name, String detail) {
        console.message(String.format("%-10s %s", name, detail));
    }

    @Override
    public void advance(long done, long total, Unit unit) {}

    @Override
    public void note(String line) {
        console.message("           " + line);
    }
}
