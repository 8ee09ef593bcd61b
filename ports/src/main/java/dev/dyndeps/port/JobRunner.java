package dev.dyndeps.port;

import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;

/** Runs the tasks of a pipeline on a Spark. */
public interface JobRunner {
    /**
     * Starts the tasks in their order, each when those it depends on have ended and its condition holds.
     *
     * @return the run, started
     * @throws UserError ({@code OPTION_INVALID}, {@code TOOL_MISSING}) if it cannot be run as planned
     * @throws RemoteError if the cluster or service cannot be reached
     */
    Submitted submit(JobPlan plan, ProgressListener progress);

    /** A run that was started. */
    interface Submitted {
        /** What the place that runs it calls the run: a run's name, a number or a page's URL. */
        String id();

        /**
         * Waits for the end of the run. A task that fails is part of the outcome, not an exception.
         *
         * @throws Interrupted if this thread is interrupted; the run goes on
         */
        JobOutcome await();

        /** Asks the run to end and waits until nothing of it works any more; ending twice is no error. */
        void cancel();
    }
}
