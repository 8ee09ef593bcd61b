package dev.dyndeps.cli;

import com.google.common.collect.ImmutableMap;
import dagger.Module;
import dagger.Provides;
import dev.dyndeps.adapter.filesystem.AtomicTexts;
import dev.dyndeps.adapter.filesystem.CacheRoot;
import dev.dyndeps.adapter.filesystem.DiskCacheStore;
import dev.dyndeps.adapter.filesystem.DiskNotes;
import dev.dyndeps.adapter.filesystem.DiskWheelCache;
import dev.dyndeps.adapter.filesystem.DiskWheelhouseCache;
import dev.dyndeps.adapter.filesystem.FolderArchives;
import dev.dyndeps.adapter.filesystem.RandomRunIds;
import dev.dyndeps.adapter.filesystem.TempWorkspaces;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.PythonImportProbe;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.python.packaging.PipTools;
import dev.dyndeps.adapter.spark.LocalSetupProbe;
import dev.dyndeps.adapter.spark.PysparkEnvironments;
import dev.dyndeps.adapter.toml.TomljReader;
import dev.dyndeps.adapter.zip.PackedSourceDistributions;
import dev.dyndeps.adapter.zip.ThisProgram;
import dev.dyndeps.adapter.zip.ZipArchiveWriter;
import dev.dyndeps.adapter.zip.ZipArchives;
import dev.dyndeps.adapter.zip.ZipWheelReader;
import dev.dyndeps.adapter.zip.ZipWheelhouseReader;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.port.CacheStore;
import dev.dyndeps.port.ImportProbe;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.Notes;
import dev.dyndeps.port.ProgramArchive;
import dev.dyndeps.port.RunIds;
import dev.dyndeps.port.SetupProbe;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.port.TextWriter;
import dev.dyndeps.port.TomlReader;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.WheelhouseCache;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.python.PythonSources;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/** Which adapter stands behind which port. */
@Module
final class AdaptersModule {
    private AdaptersModule() {}

    @Provides
    @Singleton
    static Settings settings(ImmutableMap<String, String> environment) {
        return new Settings(CacheRoot.resolve(environment));
    }

    @Provides
    static Variables variables(ImmutableMap<String, String> environment) {
        return new Variables(environment);
    }

    // Inputs and wheelhouses

    /** Zips by the strict reader; folders and the files that are an input by themselves from the disk. */
    @Provides
    static InputArchives archives() {
        return new FolderArchives(new PackedSourceDistributions(), new ZipArchives());
    }

    @Provides
    static TomlReader toml() {
        return new TomljReader();
    }

    @Provides
    static WheelReader wheelReader() {
        return new ZipWheelReader();
    }

    @Provides
    static ArchiveWriter archiveWriter() {
        return new ZipArchiveWriter();
    }

    @Provides
    static WheelhouseReader wheelhouseReader() {
        return new ZipWheelhouseReader();
    }

    // The disk of this machine

    @Provides
    @Singleton
    static Workspaces workspaces(Settings settings) {
        return new TempWorkspaces(settings.cache().temp());
    }

    @Provides
    static DiskWheelCache wheels(Settings settings, Workspaces workspaces, WheelReader reader) {
        return new DiskWheelCache(settings.cache().wheels(), workspaces, reader);
    }

    @Provides
    static WheelCache wheelCache(Settings settings, Workspaces workspaces, WheelReader reader) {
        return wheels(settings, workspaces, reader);
    }

    @Provides
    static WheelhouseCache wheelhouses(Settings settings, DiskWheelCache wheels) {
        return new DiskWheelhouseCache(settings.cache().wheelhouses(), wheels);
    }

    /** Which wheel was built of what. */
    @Provides
    static Notes builds(Settings settings) {
        return new DiskNotes(settings.cache().builds());
    }

    @Provides
    static CacheStore cacheStore(Settings settings) {
        return new DiskCacheStore(settings.cache());
    }

    @Provides
    static TextWriter texts() {
        return new AtomicTexts();
    }

    @Provides
    static RunIds runIds() {
        return new RandomRunIds();
    }

    /** The launchers say by a system property where the program is. */
    @Provides
    static ProgramArchive program(Settings settings) {
        return new ThisProgram(
                Optional.ofNullable(System.getProperty(ThisProgram.HOME)).map(Path::of),
                settings.cache().folder().resolve("programs"));
    }

    // Python

    @Provides
    @Singleton
    static ProcessRunner processes() {
        return new ProcessRunner();
    }

    @Provides
    @Singleton
    static Interpreters interpreters(ProcessRunner processes, Variables variables) {
        return new Interpreters(processes, variables, Path.of(System.getProperty("user.home", "/")));
    }

    @Provides
    static ManagedEnvironments environments(ProcessRunner processes, Variables variables, Settings settings) {
        return new ManagedEnvironments(processes, variables, settings.cache().folder());
    }

    @Provides
    static Targets targets(Interpreters interpreters) {
        return new Targets(interpreters);
    }

    @Provides
    static ImportProbe importProbe(ProcessRunner processes, Interpreters interpreters) {
        return new PythonImportProbe(processes, interpreters);
    }

    // Spark

    @Provides
    static PysparkEnvironments pyspark(Interpreters interpreters, ManagedEnvironments environments) {
        return new PysparkEnvironments(interpreters, environments);
    }

    @Provides
    static TaskScripts scripts() {
        return key -> PythonSources.task(key.key());
    }

    @Provides
    static SetupProbe setup(
            Interpreters interpreters,
            ManagedEnvironments environments,
            PysparkEnvironments pyspark,
            Settings settings) {
        return new LocalSetupProbe(
                interpreters,
                environments,
                PipTools.PACKAGES,
                pyspark,
                settings.cache().folder());
    }
}
