package dev.dyndeps.domain.pipeline;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import java.util.Optional;

/**
 * The tasks of a run after its wheelhouse was made: load and validate, then clean up, also when that failed.
 *
 * @param wheelhouse the wheelhouse's place in the store
 * @param sha256 its digest, checked by the task that loads it
 * @param checks scripts of the user that must pass on driver and workers
 * @param main the user's own program, if there is one
 * @param arguments its arguments
 * @param keep whether the run's folder stays
 */
public record PipelinePlan(
        StorePath wheelhouse,
        HashCode sha256,
        ImmutableList<String> checks,
        Optional<String> main,
        ImmutableList<String> arguments,
        boolean keep) {

    /** The job of this pipeline, for a run whose process task was done by the caller. */
    public JobPlan job(String name, RunPaths paths, String master, Optional<String> python) {
        return new JobPlan(name, paths, ImmutableList.of(loadAndValidate(), cleanup(paths)), master, python);
    }

    private TaskPlan loadAndValidate() {
        ImmutableList.Builder<String> parameters = ImmutableList.builder();
        parameters.add("--wheelhouse", wheelhouse.value(), "--sha256", sha256.toString());
        checks.forEach(check -> parameters.add("--check", check));
        main.ifPresent(script -> parameters.add("--main", script));
        if (!arguments.isEmpty()) {
            parameters.add("--").addAll(arguments);
        }
        return new TaskPlan(
                TaskKey.LOAD_AND_VALIDATE, parameters.build(), ImmutableList.of(), TaskPlan.RunIf.ALL_SUCCESS);
    }

    /** It is told how the others ended, and ends the same way: the leaf task decides a run's result on Databricks. */
    private TaskPlan cleanup(RunPaths paths) {
        ImmutableList.Builder<String> parameters = ImmutableList.builder();
        parameters.add(
                "--run-folder", paths.folder().value(), "--run", paths.run().toString());
        parameters.add("--process-state", "success", "--load-state", resultState(TaskKey.LOAD_AND_VALIDATE));
        if (keep) {
            parameters.add("--keep");
        }
        return new TaskPlan(
                TaskKey.CLEANUP,
                parameters.build(),
                ImmutableList.of(TaskKey.LOAD_AND_VALIDATE),
                TaskPlan.RunIf.ALL_DONE);
    }

    /** The dynamic value reference of a task's result state, by the rules of Databricks Jobs. */
    static String resultState(TaskKey key) {
        return "{{tasks." + key.key() + ".result_state}}";
    }
}
