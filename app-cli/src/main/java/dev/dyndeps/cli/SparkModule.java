package dev.dyndeps.cli;

import dagger.Module;
import dagger.Provides;
import dev.dyndeps.adapter.filesystem.FolderStore;
import dev.dyndeps.adapter.filesystem.LocalMachine;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.adapter.spark.PysparkEnvironments;
import dev.dyndeps.adapter.spark.SparkJobRunner;
import dev.dyndeps.port.ActiveRuns;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.Machine;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.port.Workspaces;

/** Which adapter stands behind which port of a run on a Spark. */
@Module
final class SparkModule {
    private SparkModule() {}

    @Provides
    static ArtifactStore store() {
        return new FolderStore();
    }

    @Provides
    static Machine machine() {
        return new LocalMachine();
    }

    @Provides
    static ActiveRuns activeRuns() {
        return ActiveRuns.NONE;
    }

    @Provides
    static JobRunner jobs(
            ProcessRunner processes,
            PysparkEnvironments pyspark,
            Variables variables,
            Workspaces workspaces,
            Settings settings,
            TaskScripts scripts) {
        return new SparkJobRunner(
                processes,
                pyspark,
                variables,
                workspaces,
                settings.cache().folder().resolve("logs"),
                scripts);
    }
}
