package dev.dyndeps.domain.pipeline;

import static dev.dyndeps.domain.pipeline.DynamicReferences.jobParameter;
import static dev.dyndeps.domain.pipeline.DynamicReferences.taskValue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.wheelhouse.CanonicalJson;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jobs that stay in a workspace: one for an input of the user's, and one for each shape with an example of it. Who starts
 * a run needs nothing but the job: its first task builds the wheelhouse.
 */
public final class DeployedJobs {
    /** The parameter that says where everything of a run is kept. */
    public static final String VOLUME_BASE_PATH = "volume_base_path";

    /** Where the user's own input is looked for, below the base. */
    public static final String OWN_INPUT = "input/my-deps.zip";

    private static final String CLEANUP_ENABLED = "cleanup_enabled";
    private static final String INPUT_PATH = "input_path";

    /** Several may be active at once, and none of them can pile up without an end. */
    private static final int MAX_CONCURRENT_RUNS = 10;

    private DeployedJobs() {}

    /**
     * One of the jobs.
     *
     * @param name its exact name, on a job cluster; on serverless compute {@code _serverless} is added
     * @param example the name of the example that it runs, such as {@code pure_python}; empty for the user's own input
     */
    public record Job(String name, Optional<String> example) {
        /** Its name in the workspace. */
        public String nameOn(Compute compute) {
            return compute instanceof Compute.Serverless ? name + "_serverless" : name;
        }
    }

    /** All of them. */
    public static final ImmutableList<Job> ALL = Stream.concat(
                    Stream.of(new Job("dynamic_deps_cluster", Optional.empty())),
                    Stream.of("pure_python", "packaged", "existing_wheels", "mixed", "nested")
                            .map(example -> new Job("test_" + example, Optional.of(example))))
            .collect(ImmutableList.toImmutableList());

    /**
     * Where the files of a job are: paths of the workspace, or the variables of a bundle.
     *
     * @param base the default of {@value #VOLUME_BASE_PATH}
     * @param program the wheel of this program
     * @param programSha256 its digest; empty where only the job's owner can write to its folder
     * @param input the default of the parameter {@code input_path}
     * @param check a script that must pass, if there is one
     * @param owner the user whom the markers of its runs name
     */
    public record Places(
            String base, String program, String programSha256, String input, Optional<String> check, String owner) {}

    /** @param target what its wheelhouses are built for, by its name */
    public static JobDefinition definition(Job job, Places places, Compute compute, String target) {
        String run = "job-{{job.run_id}}";
        PipelinePlan plan = new PipelinePlan(
                Optional.of(new PipelinePlan.Processing(
                        places.program, places.programSha256, jobParameter(INPUT_PATH), target, "[]", places.owner)),
                new PipelinePlan.Load(
                        taskValue(TaskKey.PROCESS, PipelinePlan.WHEELHOUSE),
                        taskValue(TaskKey.PROCESS, PipelinePlan.SHA256),
                        CanonicalJson.oneLine(places.check.stream().toList()),
                        "",
                        "[]"),
                jobParameter(VOLUME_BASE_PATH) + "/runs/" + run,
                run,
                jobParameter(CLEANUP_ENABLED));
        return new JobDefinition(
                job.nameOn(compute),
                ImmutableMap.of(VOLUME_BASE_PATH, places.base, CLEANUP_ENABLED, "true", INPUT_PATH, places.input),
                plan.tasks(),
                compute,
                new JobSettings(
                        Optional.empty(),
                        ImmutableMap.of(),
                        ImmutableMap.of(),
                        JobSettings.DEFAULT.timeout(),
                        MAX_CONCURRENT_RUNS));
    }
}
