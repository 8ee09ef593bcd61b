package dev.dyndeps.adapter.databricks.jobs;

import dev.dyndeps.adapter.databricks.jobs.RunView.TaskView;
import dev.dyndeps.domain.pipeline.JobOutcome.State;
import dev.dyndeps.domain.pipeline.JobOutcome.TaskOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.TaskKey;
import java.util.Optional;

/** What the end of a task means, with the words that explain it. */
record TaskEnds(JobPlan plan) {
    private static final String PROGRAM_FAILED = "RUN_EXECUTION_ERROR";

    /**
     * @param output what it printed, if it ever ran
     * @param canceledByUs whether we asked for the run's end
     */
    TaskOutcome judge(TaskKey key, TaskView task, TaskOutput output, boolean canceledByUs) {
        State end = task.status().end();
        return new TaskOutcome(
                key,
                end,
                end == State.SKIPPED ? 0 : task.seconds(),
                switch (end) {
                    case SUCCESS, SKIPPED -> "";
                    case CANCELED ->
                        canceledByUs
                                ? ""
                                : "Canceled, and not by this command: "
                                        + task.status().details();
                    case FAILED -> failure(task.status(), output);
                });
    }

    /** A task of which the service says nothing although its run has ended: it shares the run's end. */
    TaskOutcome unknown(TaskKey key, Status run, boolean canceledByUs) {
        return run.end() == State.CANCELED
                ? new TaskOutcome(key, State.CANCELED, 0, canceled(run, canceledByUs))
                : new TaskOutcome(key, State.FAILED, 0, "The run ended before the task did: " + run.details());
    }

    private static String canceled(Status status, boolean byUs) {
        return byUs ? "" : "Canceled, and not by this command: " + status.details();
    }

    private String failure(Status status, TaskOutput output) {
        if (status.tookTooLong()) {
            return "It took longer than the " + plan.job().settings().timeout().toSeconds()
                    + " seconds that the run may take.";
        }
        Optional<String> said = Optional.of(
                        output.trace().isEmpty() ? output.error() : Traceback.withoutOurFrames(output.trace()))
                .filter(text -> !text.isEmpty());
        if (status.code().equals(PROGRAM_FAILED)) {
            return said.orElseGet(status::details);
        }
        return said.map(text -> status.details() + "\n" + text).orElseGet(status::details);
    }
}
