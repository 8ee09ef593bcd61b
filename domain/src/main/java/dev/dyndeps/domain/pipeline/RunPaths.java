package dev.dyndeps.domain.pipeline;

/** The places of one run: everything it writes is below {@code BASE/runs/<uuid>}, and clean-up removes just that. */
public record RunPaths(StorePath base, RunId run) {
    /** The run's own folder. */
    public StorePath folder() {
        return runs(base).resolve(run.toString());
    }

    /** Says whose the folder is and which run made it. */
    public StorePath marker() {
        return folder().resolve("dyndeps-run.json");
    }

    public StorePath file(String name) {
        return folder().resolve(name);
    }

    /** Where the folders of all runs are. */
    public static StorePath runs(StorePath base) {
        return base.resolve("runs");
    }
}
