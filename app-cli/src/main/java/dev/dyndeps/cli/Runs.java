package dev.dyndeps.cli;

import dev.dyndeps.application.CleanUpRuns;
import dev.dyndeps.application.RunPipeline;

/** The use cases of runs, on one kind of compute and storage. */
interface Runs {
    RunPipeline runPipeline();

    CleanUpRuns cleanUpRuns();
}
