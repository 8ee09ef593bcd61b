package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.DatabricksCompute;
import dev.dyndeps.domain.pipeline.DeployedJobs;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.BundleFormat;
import dev.dyndeps.port.ExampleFiles;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.port.TextWriter;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the jobs of {@link DeployedJobs} as a Databricks Asset Bundle, on job clusters and on serverless compute. A bundle
 * holds all that its jobs need, so it can be deployed from any folder: the task scripts, the examples, and the wheel of this
 * program.
 */
public final class WriteBundle {
    /** Where the CLI puts the bundle's folder in the workspace. */
    private static final String FILES = "${workspace.file_path}/";

    private static final String SCRIPTS = "src/";
    private static final String EXAMPLES = "examples/";
    private static final String PROGRAM = "program";

    private static final String KEEP_OUT_OF_GIT = """
            # The wheel of dyndeps that the jobs run lies here, and no other; in a checkout of dyndeps
            # `databricks bundle deploy` makes it. It goes up with the bundle, but is too large for git.
            *.whl
            """;

    private final BundleFormat format;
    private final TaskScripts scripts;
    private final ExampleFiles examples;
    private final TextWriter texts;
    private final ArtifactStore disk;
    private final Workspaces workspaces;

    /** @param disk the folders of this machine */
    public WriteBundle(
            BundleFormat format,
            TaskScripts scripts,
            ExampleFiles examples,
            TextWriter texts,
            ArtifactStore disk,
            Workspaces workspaces) {
        this.format = format;
        this.scripts = scripts;
        this.examples = examples;
        this.texts = texts;
        this.disk = disk;
        this.workspaces = workspaces;
    }

    /** The files that were written, in their order. */
    public record Written(ImmutableList<Path> files) {}

    /**
     * @param folder of the bundle; files of the same names in it are replaced, and so are all of its wheels
     * @param program the wheel of this program, if it is not put there by whoever deploys the bundle
     */
    public Written run(Path folder, Optional<Path> program) {
        ImmutableList.Builder<Path> written = ImmutableList.builder();
        written.add(write(folder.resolve("databricks.yml"), format.root(PROGRAM)));
        for (DeployedJobs.Job job : DeployedJobs.ALL) {
            for (JobDefinition definition : ImmutableList.of(onCluster(job), onServerless(job))) {
                written.add(write(
                        folder.resolve("resources").resolve(definition.name() + ".yml"),
                        format.resource(definition, "../" + SCRIPTS)));
            }
        }
        for (TaskKey task : TaskKey.values()) {
            written.add(write(folder.resolve(SCRIPTS + task.key() + ".py"), scripts.text(task)));
        }
        try (Workspace workspace = workspaces.open()) {
            DeployedJobs.ALL.stream().flatMap(job -> job.example().stream()).forEach(example -> {
                for (String name : ImmutableList.of(zip(example), check(example))) {
                    written.add(put(examples.copy(name, workspace.folder()), folder.resolve(EXAMPLES)));
                }
            });
        }
        written.add(write(folder.resolve(PROGRAM).resolve(".gitignore"), KEEP_OUT_OF_GIT));
        program.ifPresent(wheel -> written.add(putAlone(wheel, folder.resolve(PROGRAM))));
        return new Written(written.build());
    }

    private Path write(Path file, String text) {
        texts.write(file, text);
        return file;
    }

    /** Whole or not at all, as the program is large. */
    private Path put(Path file, Path folder) {
        Path copy = folder.resolve(Objects.requireNonNull(file.getFileName()));
        try {
            disk.put(file, MoreFiles.asByteSource(file).hash(Hashing.sha256()), place(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    /** The jobs take the one wheel that they find, whatever its version is. */
    private Path putAlone(Path wheel, Path folder) {
        Path copy = put(wheel, folder);
        disk.list(place(folder)).stream()
                .map(ArtifactStore.Stat::path)
                .filter(path -> path.name().endsWith(".whl") && !path.equals(place(copy)))
                .forEach(disk::delete);
        return copy;
    }

    private static StorePath place(Path path) {
        return StorePath.of(path.toAbsolutePath().normalize().toString());
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
                FILES + PROGRAM,
                "",
                job.example()
                        .map(example -> FILES + EXAMPLES + zip(example))
                        .orElse(base + "/" + DeployedJobs.OWN_INPUT),
                job.example().map(example -> FILES + EXAMPLES + check(example)),
                "${workspace.current_user.userName}");
        return DeployedJobs.definition(job, places, compute, target);
    }

    private static String zip(String example) {
        return example + ".zip";
    }

    private static String check(String example) {
        return example + ".check.py";
    }
}
