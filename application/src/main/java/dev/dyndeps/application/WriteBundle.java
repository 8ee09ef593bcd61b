package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DatabricksCompute;
import dev.dyndeps.domain.pipeline.DeployedJobs;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.port.BundleFormat;
import dev.dyndeps.port.TextWriter;
import java.nio.file.Path;

/**
 * Writes the jobs of {@link DeployedJobs} as a Databricks Asset Bundle, on job clusters and on serverless compute. What the
 * jobs need goes up with the bundle: the task scripts, the examples, and the wheel of this program.
 */
public final class WriteBundle {
    private static final String FILES = "${workspace.file_path}";

    private final BundleFormat format;
    private final TextWriter texts;

    public WriteBundle(BundleFormat format, TextWriter texts) {
        this.format = format;
        this.texts = texts;
    }

    /** The files that were written, in their order. */
    public record Written(ImmutableList<Path> files) {}

    /** @param folder of the bundle; files of the same names in it are replaced */
    public Written run(Path folder) {
        ImmutableList.Builder<Path> written = ImmutableList.builder();
        written.add(write(folder.resolve("databricks.yml"), format.root()));
        for (DeployedJobs.Job job : DeployedJobs.ALL) {
            for (JobDefinition definition : ImmutableList.of(onCluster(job), onServerless(job))) {
                written.add(write(
                        folder.resolve("resources").resolve(definition.name() + ".yml"), format.resource(definition)));
            }
        }
        return new Written(written.build());
    }

    private Path write(Path file, String text) {
        texts.write(file, text);
        return file;
    }

    private static JobDefinition onCluster(DeployedJobs.Job job) {
        String target = DatabricksCompute.DEFAULT_CLUSTER_TARGET;
        return definition(job, "${var.base_path}", DatabricksCompute.cluster(target, 1, "{}"), target);
    }

    private static JobDefinition onServerless(DeployedJobs.Job job) {
        String target = DatabricksCompute.DEFAULT_SERVERLESS_TARGET;
        return definition(job, "${var.serverless_base_path}", DatabricksCompute.serverless(target), target);
    }

    private static JobDefinition definition(DeployedJobs.Job job, String base, Compute compute, String target) {
        DeployedJobs.Places places = new DeployedJobs.Places(
                base,
                FILES + "/dist/target",
                "",
                job.example()
                        .map(example -> FILES + "/examples/" + example + ".zip")
                        .orElse(base + "/" + DeployedJobs.OWN_INPUT),
                job.example().map(example -> FILES + "/examples/" + example + ".check.py"),
                "${workspace.current_user.userName}");
        return DeployedJobs.definition(job, places, compute, target);
    }
}
