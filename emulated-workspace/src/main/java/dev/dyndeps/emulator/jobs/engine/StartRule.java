package dev.dyndeps.emulator.jobs.engine;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.emulator.jobs.model.RunIf;
import java.util.Optional;

/** Whether a task runs once all it depends on has ended; tasks that were left out count as successful. */
final class StartRule {
    private StartRule() {}

    /** How the task ends at once instead; empty if it runs. */
    static Optional<Termination> skips(RunIf condition, ImmutableList<Result> dependencies) {
        if (dependencies.isEmpty()) {
            return Optional.empty();
        }
        if (dependencies.stream().allMatch(Result.EXCLUDED::equals)) {
            return excluded();
        }
        boolean failure = dependencies.stream().anyMatch(Result::isFailure);
        boolean allSuccess = dependencies.stream().allMatch(Result::isSuccess);
        boolean oneSuccess = dependencies.stream().anyMatch(Result.SUCCESS::equals);
        return switch (condition) {
            case ALL_DONE -> Optional.empty();
            case ALL_SUCCESS -> unless(allSuccess, failure);
            case NONE_FAILED -> unless(!failure && oneSuccess, failure);
            case AT_LEAST_ONE_SUCCESS -> unless(oneSuccess, failure);
            case ALL_FAILED -> dependencies.stream().allMatch(Result::isFailure) ? Optional.empty() : excluded();
            case AT_LEAST_ONE_FAILED -> failure ? Optional.empty() : excluded();
        };
    }

    private static Optional<Termination> unless(boolean runs, boolean failure) {
        if (runs) {
            return Optional.empty();
        }
        return Optional.of(
                failure
                        ? Termination.skipped(Result.UPSTREAM_FAILED, "An upstream task failed.")
                        : Termination.skipped(Result.UPSTREAM_CANCELED, "An upstream task was cancelled."));
    }

    private static Optional<Termination> excluded() {
        return Optional.of(Termination.skipped(Result.EXCLUDED, "The condition of run_if was not met."));
    }
}
