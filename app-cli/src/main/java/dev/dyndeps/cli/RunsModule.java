package dev.dyndeps.cli;

import com.google.common.base.Ticker;
import dagger.Module;
import dagger.Provides;
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.CleanUpRuns;
import dev.dyndeps.application.RunPipeline;
import dev.dyndeps.port.ActiveRuns;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.Machine;
import dev.dyndeps.port.RunIds;
import dev.dyndeps.port.TextWriter;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.port.Workspaces;

/** The use cases that differ by the compute and the storage they work on. */
@Module
final class RunsModule {
    private RunsModule() {}

    @Provides
    static RunPipeline run(
            BuildWheelhouse build,
            WheelhouseReader wheelhouses,
            ArtifactStore store,
            JobRunner jobs,
            RunIds runIds,
            Machine machine,
            TextWriter texts,
            Workspaces workspaces) {
        return new RunPipeline(
                build, wheelhouses, store, jobs, runIds, machine, texts, workspaces, Ticker.systemTicker());
    }

    @Provides
    static CleanUpRuns clean(ArtifactStore store, ActiveRuns active, Machine machine, Workspaces workspaces) {
        return new CleanUpRuns(store, active, machine, workspaces);
    }
}
