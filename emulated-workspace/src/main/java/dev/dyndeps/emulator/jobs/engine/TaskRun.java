package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.emulator.jobs.model.TaskSpec;
import java.time.Instant;
import java.util.Optional;

/** One attempt at a task of a run. Belongs to {@link Runs}, whose lock guards it. */
final class TaskRun {
    final long id;
    final TaskSpec spec;
    final int attempt;
    final TaskLog log = new TaskLog();

    private LifeCycle lifeCycle;
    private boolean launched;
    private Optional<TaskExecutor.Execution> execution = Optional.empty();
    private Optional<Termination> doom = Optional.empty();
    private Optional<Termination> termination = Optional.empty();
    private Optional<Instant> start = Optional.empty();
    private Optional<Instant> begun = Optional.empty();
    private Optional<Instant> end = Optional.empty();
    private Optional<String> clusterId = Optional.empty();
    private Optional<ImmutableList<String>> resolved = Optional.empty();
    private String error = "";
    private String trace = "";
    private ImmutableMap<String, String> values = ImmutableMap.of();

    TaskRun(long id, TaskSpec spec, int attempt) {
        this.id = id;
        this.spec = spec;
        this.attempt = attempt;
        this.lifeCycle = spec.dependsOn().isEmpty() ? LifeCycle.PENDING : LifeCycle.BLOCKED;
    }

    /** Whether nothing was started for it yet. */
    boolean isWaiting() {
        return !launched && termination.isEmpty();
    }

    boolean hasEnded() {
        return termination.isPresent();
    }

    boolean hasBegun() {
        return begun.isPresent();
    }

    Optional<Termination> termination() {
        return termination;
    }

    ImmutableMap<String, String> values() {
        return values;
    }

    /** Its dependencies have ended; it waits for compute from now on. */
    void pending(Instant now) {
        if (start.isEmpty()) {
            start = Optional.of(now);
            lifeCycle = LifeCycle.PENDING;
        }
    }

    void launched(String cluster, ImmutableList<String> parameters) {
        launched = true;
        clusterId = Optional.of(cluster);
        resolved = Optional.of(parameters);
    }

    void running(Instant now) {
        if (begun.isEmpty() && !hasEnded()) {
            begun = Optional.of(now);
            lifeCycle = doom.isPresent() ? LifeCycle.TERMINATING : LifeCycle.RUNNING;
        }
    }

    void executes(TaskExecutor.Execution started) {
        execution = Optional.of(started);
        if (doom.isPresent()) {
            started.cancel();
        }
    }

    boolean isDoomed() {
        return doom.isPresent();
    }

    /** It is to end in this way: at once if nothing was started for it, else as soon as that has ended. */
    void doom(Termination how, Instant now) {
        if (hasEnded() || doom.isPresent()) {
            return;
        }
        doom = Optional.of(how);
        if (execution.isEmpty()) {
            ended(how, now);
        } else {
            lifeCycle = LifeCycle.TERMINATING;
            execution.get().cancel();
        }
    }

    void ended(TaskEnd what, Instant now) {
        values = what.values();
        if (doom.isEmpty()) {
            error = what.error();
            trace = what.trace();
        }
        ended(doom.orElseGet(() -> termination(what)), now);
    }

    private static Termination termination(TaskEnd what) {
        return switch (what.code()) {
            case SUCCESS, SUCCESS_WITH_FAILURES -> Termination.SUCCEEDED;
            case RUN_EXECUTION_ERROR -> Termination.failed(what.code(), "Workload failed, see run output for details");
            case CANCELED, USER_CANCELED -> Termination.CANCELED;
            case INVALID_RUN_CONFIGURATION,
                    RESOURCE_NOT_FOUND,
                    SKIPPED,
                    MAX_CONCURRENT_RUNS_EXCEEDED,
                    CLUSTER_ERROR,
                    INTERNAL_ERROR -> Termination.failed(what.code(), what.error());
        };
    }

    void ended(Termination how, Instant now) {
        if (!hasEnded()) {
            termination = Optional.of(how);
            lifeCycle = LifeCycle.TERMINATED;
            end = Optional.of(now);
            start = Optional.of(start.orElse(now));
            execution = Optional.empty();
        }
    }

    TaskView view() {
        return new TaskView(id, spec, attempt, lifeCycle, termination, start, begun, end, clusterId, resolved);
    }

    TaskOutput output() {
        return new TaskOutput(view(), log.text(), log.isTruncated(), error, trace);
    }
}
