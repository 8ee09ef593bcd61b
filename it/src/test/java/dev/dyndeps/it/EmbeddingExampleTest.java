package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import dev.dyndeps.adapter.filesystem.AtomicTexts;
import dev.dyndeps.adapter.filesystem.DiskNotes;
import dev.dyndeps.adapter.filesystem.DiskWheelCache;
import dev.dyndeps.adapter.filesystem.DiskWheelhouseCache;
import dev.dyndeps.adapter.filesystem.FolderArchives;
import dev.dyndeps.adapter.filesystem.LocalMachine;
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
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.BuiltWheels;
import dev.dyndeps.application.CompleteResolution;
import dev.dyndeps.application.FetchWheels;
import dev.dyndeps.application.KeptWheelhouses;
import dev.dyndeps.application.LocalWheels;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.format.Recognition;
import dev.dyndeps.domain.format.Recognizer;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.python.PythonSources;
import java.nio.file.Path;
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
        Workspaces workspaces = new TempWorkspaces(folder.resolve("tmp"));
        PipTools pip = PipTools.ofThisMachine(folder.resolve("cache"), ProgressListener.NONE);
        WheelReader reader = new ZipWheelReader();
        DiskWheelCache wheels = new DiskWheelCache(folder.resolve("wheels"), workspaces, reader);
        BuildWheelhouse build = new BuildWheelhouse(
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

        BuildWheelhouse.Built built = build.run(
                new BuildWheelhouse.Request(
                        Path.of(Dyndeps.example("pure_python.zip")),
                        TargetRuntime.parse("dbr-14.3"),
                        Optional.empty(),
                        Optional.empty(),
                        folder.resolve("out"),
                        RequirementsPolicy.STRICT),
                ProgressListener.NONE);

        assertThat(built.wheelhouse()).exists();
        assertThat(built.manifest().requested()).containsExactly("user_modules");
    }
}
