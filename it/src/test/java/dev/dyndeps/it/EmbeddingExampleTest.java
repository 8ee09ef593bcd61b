package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.databricks.ConnectionSettings;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.adapter.databricks.WorkspaceMachine;
import dev.dyndeps.adapter.databricks.jobs.DatabricksJobRunner;
import dev.dyndeps.adapter.databricks.jobs.Pace;
import dev.dyndeps.adapter.dbfs.WorkspaceStore;
import dev.dyndeps.adapter.filesystem.AtomicTexts;
import dev.dyndeps.adapter.filesystem.DiskNotes;
import dev.dyndeps.adapter.filesystem.DiskWheelCache;
import dev.dyndeps.adapter.filesystem.DiskWheelhouseCache;
import dev.dyndeps.adapter.filesystem.FolderArchives;
import dev.dyndeps.adapter.filesystem.LocalMachine;
import dev.dyndeps.adapter.filesystem.RandomRunIds;
import dev.dyndeps.adapter.filesystem.TempWorkspaces;
import dev.dyndeps.adapter.pip.PipWheelBuilder;
import dev.dyndeps.adapter.pip.PipWheelFetcher;
import dev.dyndeps.adapter.pip.PipWheelResolver;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.adapter.toml.TomljReader;
import dev.dyndeps.adapter.zip.PackedSourceDistributions;
import dev.dyndeps.adapter.zip.ZipArchiveWriter;
import dev.dyndeps.adapter.zip.ZipArchives;
import dev.dyndeps.adapter.zip.ZipWheelReader;
import dev.dyndeps.adapter.zip.ZipWheelhouseReader;
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.BuiltWheels;
import dev.dyndeps.application.CompleteResolution;
import dev.dyndeps.application.FetchWheels;
import dev.dyndeps.application.KeptWheelhouses;
import dev.dyndeps.application.LocalWheels;
import dev.dyndeps.application.RunPipeline;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.format.Recognition;
import dev.dyndeps.domain.format.Recognizer;
import dev.dyndeps.domain.pipeline.DatabricksCompute;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.python.PythonSources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a Java program uses the rules and the use cases without the command line: what docs/embedding.md shows. */
class EmbeddingExampleTest {
    @TempDir
    Path folder;

    private final InputArchives archives = new FolderArchives(new PackedSourceDistributions(), new ZipArchives());

    @Test
    void the_rules_alone_recognise_an_input() {
        try (DependencyArchive archive = archives.open(Path.of(Dyndeps.example("nested.zip")), ArchiveLimits.DEFAULT)) {
            Recognition recognition =
                    Recognizer.recognize(archive.listing(), archive, new TomljReader(), Optional.empty());

            assertThat(recognition.format()).isEqualTo(Format.NESTED);
        }
    }

    @Test
    void a_use_case_builds_a_wheelhouse() {
        BuildWheelhouse.Built built = build().run(input("pure_python.zip"), ProgressListener.NONE);

        assertThat(built.wheelhouse()).exists();
        assertThat(built.manifest().requested()).containsExactly("user_modules");
    }

    /** Without tasks: {@code DatabricksRunIT} has them run. */
    @Test
    void the_pipeline_is_wired_to_a_workspace() {
        try (EmulatedWorkspace workspace = EmulatedWorkspace.start(EmulatedWorkspace.Options.in(folder))) {
            Path volume = workspace.storage().createVolume("main", "default", "dyndeps");
            WorkspaceConnection connection = new WorkspaceConnection(ConnectionSettings.of(
                    Map.of("DATABRICKS_HOST", workspace.url().toString(), "DATABRICKS_TOKEN", workspace.token()),
                    Optional.empty(),
                    "1.0"));
            RunPipeline pipeline = new RunPipeline(
                    build(),
                    new ZipWheelhouseReader(),
                    new WorkspaceStore(connection, ProgressListener.NONE),
                    new DatabricksJobRunner(
                            connection,
                            key -> PythonSources.task(key.key()),
                            "1.0",
                            Pace.standard(InstantSource.system())),
                    new RandomRunIds(),
                    new WorkspaceMachine(connection, new LocalMachine()),
                    new AtomicTexts(),
                    new TempWorkspaces(folder.resolve("tmp")),
                    Ticker.systemTicker());

            RunPipeline.Request request = new RunPipeline.Request(
                    new RunPipeline.FromInput(input("pure_python.zip")),
                    StorePath.of("/Volumes/main/default/dyndeps"),
                    DatabricksCompute.cluster("dbr-14.3", 1, "{}"),
                    JobSettings.DEFAULT,
                    ImmutableList.of(),
                    Optional.empty(),
                    ImmutableList.of(),
                    false);

            // This workspace has storage, and no jobs.
            assertThatThrownBy(() -> pipeline.run(request, ProgressListener.NONE))
                    .isInstanceOf(RemoteError.class);
            assertThat(volume.resolve("wheelhouses")).isNotEmptyDirectory();
            assertThat(volume.resolve("runs")).isEmptyDirectory();
        }
    }

    private BuildWheelhouse.Request input(String example) {
        return new BuildWheelhouse.Request(
                Path.of(Dyndeps.example(example)),
                TargetRuntime.parse("dbr-14.3"),
                Optional.empty(),
                Optional.empty(),
                folder.resolve("out"),
                RequirementsPolicy.STRICT);
    }

    private BuildWheelhouse build() {
        Workspaces workspaces = new TempWorkspaces(folder.resolve("tmp"));
        PipTools pip = PipTools.ofThisMachine(folder.resolve("cache"), ProgressListener.NONE);
        WheelReader reader = new ZipWheelReader();
        DiskWheelCache wheels = new DiskWheelCache(folder.resolve("wheels"), workspaces, reader);
        return new BuildWheelhouse(
                archives,
                new TomljReader(),
                new LocalWheels(
                        reader,
                        new BuiltWheels(
                                new PipWheelBuilder(pip, workspaces, PipWheelBuilder.DEFAULT_LIMIT),
                                reader,
                                wheels,
                                new DiskNotes(folder.resolve("builds")),
                                new LocalMachine()),
                        new ZipArchiveWriter(),
                        PythonSources.wheelhouse(),
                        wheels),
                new CompleteResolution(
                        new PipWheelResolver(pip, workspaces),
                        new FetchWheels(wheels, new PipWheelFetcher(pip), reader)),
                new ZipArchiveWriter(),
                new AtomicTexts(),
                workspaces,
                PythonSources.wheelhouse(),
                new KeptWheelhouses(
                        new DiskWheelhouseCache(folder.resolve("wheelhouses"), wheels), Optional.of("my program 1.0")),
                Ticker.systemTicker());
    }
}
