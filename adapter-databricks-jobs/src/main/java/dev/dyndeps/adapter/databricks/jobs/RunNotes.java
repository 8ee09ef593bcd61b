package dev.dyndeps.adapter.databricks.jobs;

import com.google.common.collect.ImmutableSet;
import dev.dyndeps.adapter.databricks.jobs.RunView.TaskView;
import dev.dyndeps.domain.pipeline.JobOutcome.TaskOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.port.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells a person how a run goes: a line for each change, and a word now and then if there is none. */
final class RunNotes {
    /** Nothing to say of: it waits for other tasks. */
    private static final ImmutableSet<String> SILENT = ImmutableSet.of("", "BLOCKED");

    private final JobPlan plan;
    private final ProgressListener progress;
    private final Pace pace;
    private final Instant start;

    private final Map<String, String> said = new HashMap<>();
    private final Set<String> stages = new HashSet<>();
    /** Also set by whoever cancels, for which no lock is worth it. */
    private volatile Instant last;

    RunNotes(JobPlan plan, ProgressListener progress, Pace pace) {
        this.plan = plan;
        this.progress = progress;
        this.pace = pace;
        this.start = pace.clock().instant();
        this.last = start;
    }

    /** The whole run waits, and no task of it has begun to. */
    void queued(Status run) {
        say("the run", "queued" + because(run));
    }

    /** A task that has not ended. */
    void hear(TaskView task) {
        if (task.status().state().equals("RUNNING")) {
            begin(task.key());
        }
        if (!SILENT.contains(task.status().state())) {
            String again = task.attempt() > 0 ? ", attempt " + (task.attempt() + 1) : "";
            say(task.key(), phase(task.status()) + again);
        }
    }

    private String phase(Status status) {
        return switch (status.state()) {
            case "PENDING" -> "waiting for " + plan.job().compute();
            case "QUEUED" -> "queued" + because(status);
            case "WAITING" -> "waiting for its next attempt";
            case "RUNNING" -> "running";
            case "TERMINATING" -> "ending";
            default -> status.state().toLowerCase(Locale.ROOT);
        };
    }

    /** A stage for each task that starts, also for one that has ended before anybody saw it run. */
    private void begin(String key) {
        if (stages.add(key)) {
            progress.stage(key, "on " + plan.job().compute());
        }
    }

    void ended(TaskOutcome task, TaskOutput output) {
        String key = task.key().key();
        if (task.seconds() > 0) {
            begin(key);
        }
        output.lines().forEach(progress::note);
        if (output.truncated()) {
            progress.note(key + ": its output was longer; the service keeps the last 5 MB");
        }
        progress.note(key + ": "
                + switch (task.state()) {
                    case SUCCESS -> "succeeded in " + seconds(task);
                    case FAILED -> "failed after " + seconds(task);
                    case CANCELED -> "canceled";
                    case SKIPPED -> "skipped";
                });
        last = pace.clock().instant();
    }

    void note(String line) {
        progress.note(line);
        last = pace.clock().instant();
    }

    /** Once, and again after a long silence. */
    private void say(String who, String what) {
        Instant now = pace.clock().instant();
        if (!what.equals(said.put(who, what)) || last.plus(pace.silence()).isBefore(now)) {
            progress.note(
                    who + ": " + what + ", " + Duration.between(start, now).toSeconds() + " s");
            last = now;
        }
    }

    private static String because(Status status) {
        return status.message().isEmpty() ? "" : " (" + status.message() + ")";
    }

    private static String seconds(TaskOutcome task) {
        return String.format(Locale.ROOT, "%.1f s", task.seconds());
    }
}
