package dev.dyndeps.cli;

import com.google.common.base.Ticker;
import dagger.Module;
import dagger.Provides;
import dev.dyndeps.adapter.databricks.jobs.BundleYaml;
import dev.dyndeps.adapter.filesystem.FolderStore;
import dev.dyndeps.adapter.filesystem.LocalMachine;
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.BuiltWheels;
import dev.dyndeps.application.CompleteResolution;
import dev.dyndeps.application.DiagnoseSetup;
import dev.dyndeps.application.FetchWheels;
import dev.dyndeps.application.InspectArchive;
import dev.dyndeps.application.KeptWheelhouses;
import dev.dyndeps.application.LocalWheels;
import dev.dyndeps.application.PruneCache;
import dev.dyndeps.application.VerifyWheelhouse;
import dev.dyndeps.application.WriteBundle;
import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.port.CacheStore;
import dev.dyndeps.port.ImportProbe;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.Notes;
import dev.dyndeps.port.SetupProbe;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.port.TextWriter;
import dev.dyndeps.port.TomlReader;
import dev.dyndeps.port.WheelBuilder;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelFetcher;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.WheelResolver;
import dev.dyndeps.port.WheelhouseCache;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.python.PythonSources;

/** The use cases: plain constructors over ports. */
@Module
final class UseCasesModule {
    private UseCasesModule() {}

    @Provides
    static RuntimeSource runtime() {
        return PythonSources.wheelhouse();
    }

    @Provides
    static InspectArchive inspect(InputArchives archives, TomlReader toml) {
        return new InspectArchive(archives, toml);
    }

    @Provides
    static LocalWheels localWheels(
            WheelReader reader,
            WheelBuilder builder,
            ArchiveWriter writer,
            RuntimeSource runtime,
            WheelCache cache,
            Notes notes) {
        return new LocalWheels(
                reader, new BuiltWheels(builder, reader, cache, notes, new LocalMachine()), writer, runtime, cache);
    }

    @Provides
    static CompleteResolution resolution(
            WheelResolver resolver, WheelCache cache, WheelFetcher fetcher, WheelReader reader) {
        return new CompleteResolution(resolver, new FetchWheels(cache, fetcher, reader));
    }

    @Provides
    static BuildWheelhouse build(
            InputArchives archives,
            TomlReader toml,
            LocalWheels localWheels,
            CompleteResolution resolution,
            ArchiveWriter writer,
            TextWriter texts,
            Workspaces workspaces,
            RuntimeSource runtime,
            WheelhouseCache kept) {
        return new BuildWheelhouse(
                archives,
                toml,
                localWheels,
                resolution,
                writer,
                texts,
                workspaces,
                runtime,
                new KeptWheelhouses(kept, ProgramIdentity.of(System.getProperty("java.class.path", ""))),
                Ticker.systemTicker());
    }

    @Provides
    static VerifyWheelhouse verify(
            WheelhouseReader wheelhouses,
            WheelReader wheels,
            Workspaces workspaces,
            RuntimeSource runtime,
            ImportProbe imports) {
        return new VerifyWheelhouse(wheelhouses, wheels, workspaces, runtime, imports);
    }

    @Provides
    static WriteBundle writeBundle(TaskScripts scripts, TextWriter texts, Workspaces workspaces) {
        return new WriteBundle(new BundleYaml(), scripts, new ResourceExamples(), texts, new FolderStore(), workspaces);
    }

    @Provides
    static PruneCache pruneCache(CacheStore cache) {
        return new PruneCache(cache);
    }

    @Provides
    static DiagnoseSetup diagnose(SetupProbe probe) {
        return new DiagnoseSetup(probe);
    }
}
