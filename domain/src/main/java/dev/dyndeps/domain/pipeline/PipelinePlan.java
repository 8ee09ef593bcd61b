package dev.dyndeps.domain.pipeline;

import static dev.dyndeps.domain.pipeline.DynamicReferences.jobParameter;
import static dev.dyndeps.domain.pipeline.DynamicReferences.resultState;
import static dev.dyndeps.domain.pipeline.DynamicReferences.taskValue;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The tasks of the pipeline: process (unless the caller did that), load and validate, then clean up, also when those
 * failed. All values are texts, most of them references to the job's parameters, since one job serves many runs.
 *
 * @param process the task that builds the wheelhouse, if that is not done by the caller
 * @param load the task that loads it
 * @param runFolder the run's folder
 * @param run the run's name
 * @param cleanup {@code true} or {@code false}: whether the folder is removed
 */
public record PipelinePlan(Optional<Processing> process, Load load, String runFolder, String run, String cleanup) {
    /** The task values that the process task leaves, by name. */
    public static final String WHEELHOUSE = "wheelhouse";

    public static final String SHA256 = "sha256";

    /**
     * @param program the wheel of this program, or a folder that holds it and no other wheel
     * @param programSha256 its digest; empty where only the job's owner can write to its folder
     * @param input what to build from
     * @param target the target's name
     * @param options further options of {@code dyndeps build}, as a JSON list of texts
     * @param owner the user whom the run's marker names
     */
    public record Processing(
            String program, String programSha256, String input, String target, String options, String owner) {}

    /**
     * @param wheelhouse the wheelhouse's place
     * @param sha256 its digest, checked by the task before it is loaded
     * @param checks scripts of the user that must pass on driver and workers, as a JSON list of texts
     * @param main the user's own program; empty if there is none
     * @param arguments its arguments, as a JSON list of texts
     */
    public record Load(String wheelhouse, String sha256, String checks, String main, String arguments) {}

    /** A run whose wheelhouse the caller puts into the run's folder; {@link RunValues} names its parameters. */
    public static PipelinePlan processedHere() {
        return run(Optional.empty(), jobParameter(RunValues.WHEELHOUSE), jobParameter(RunValues.SHA256));
    }

    /** A run that builds its wheelhouse by its first task; {@link RunValues} names its parameters. */
    public static PipelinePlan processedOnCluster() {
        return run(
                Optional.of(new Processing(
                        jobParameter(RunValues.PROGRAM),
                        jobParameter(RunValues.PROGRAM_SHA256),
                        jobParameter(RunValues.INPUT_PATH),
                        jobParameter(RunValues.TARGET),
                        jobParameter(RunValues.BUILD_OPTIONS),
                        jobParameter(RunValues.OWNER))),
                taskValue(TaskKey.PROCESS, WHEELHOUSE),
                taskValue(TaskKey.PROCESS, SHA256));
    }

    private static PipelinePlan run(Optional<Processing> process, String wheelhouse, String sha256) {
        return new PipelinePlan(
                process,
                new Load(
                        wheelhouse,
                        sha256,
                        jobParameter(RunValues.CHECKS),
                        jobParameter(RunValues.MAIN),
                        jobParameter(RunValues.ARGUMENTS)),
                jobParameter(RunValues.RUN_FOLDER),
                jobParameter(RunValues.RUN),
                jobParameter(RunValues.CLEANUP_ENABLED));
    }

    /** The tasks in their order. */
    public ImmutableList<TaskPlan> tasks() {
        ImmutableList.Builder<TaskPlan> tasks = ImmutableList.builder();
        process.ifPresent(wanted -> tasks.add(processTask(wanted)));
        return tasks.add(loadTask(), cleanupTask()).build();
    }

    private TaskPlan processTask(Processing wanted) {
        return new TaskPlan(
                TaskKey.PROCESS,
                ImmutableList.of(
                        "--program", wanted.program,
                        "--program-sha256", wanted.programSha256,
                        "--input", wanted.input,
                        "--target", wanted.target,
                        "--options", wanted.options,
                        "--run-folder", runFolder,
                        "--run", run,
                        "--owner", wanted.owner),
                ImmutableList.of(),
                TaskPlan.RunIf.ALL_SUCCESS);
    }

    private TaskPlan loadTask() {
        return new TaskPlan(
                TaskKey.LOAD_AND_VALIDATE,
                ImmutableList.of(
                        "--wheelhouse", load.wheelhouse,
                        "--sha256", load.sha256,
                        "--checks", load.checks,
                        "--main", load.main,
                        "--arguments", load.arguments),
                process.isPresent() ? ImmutableList.of(TaskKey.PROCESS) : ImmutableList.of(),
                TaskPlan.RunIf.ALL_SUCCESS);
    }

    /** It is told how the others ended, and ends the same way: the leaf task decides a run's result on Databricks. */
    private TaskPlan cleanupTask() {
        return new TaskPlan(
                TaskKey.CLEANUP,
                ImmutableList.of(
                        "--run-folder", runFolder,
                        "--run", run,
                        "--process-state", process.isPresent() ? resultState(TaskKey.PROCESS) : "success",
                        "--load-state", resultState(TaskKey.LOAD_AND_VALIDATE),
                        "--cleanup", cleanup),
                process.isPresent()
                        ? ImmutableList.of(TaskKey.PROCESS, TaskKey.LOAD_AND_VALIDATE)
                        : ImmutableList.of(TaskKey.LOAD_AND_VALIDATE),
                TaskPlan.RunIf.ALL_DONE);
    }
}
