package dev.dyndeps.cli;

import com.google.common.collect.ImmutableMap;
import dagger.Module;
import dagger.Provides;
import dev.dyndeps.adapter.databricks.ConnectionSettings;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.adapter.databricks.WorkspaceMachine;
import dev.dyndeps.adapter.databricks.jobs.DatabricksActiveRuns;
import dev.dyndeps.adapter.databricks.jobs.DatabricksJobDeployments;
import dev.dyndeps.adapter.databricks.jobs.DatabricksJobRunner;
import dev.dyndeps.adapter.databricks.jobs.Pace;
import dev.dyndeps.adapter.dbfs.WorkspaceStore;
import dev.dyndeps.adapter.filesystem.LocalMachine;
import dev.dyndeps.application.DeployJobs;
import dev.dyndeps.port.ActiveRuns;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.JobDeployments;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.Machine;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.port.Workspaces;
import java.time.InstantSource;
import java.util.Optional;

/** Which adapter stands behind which port of a run on Databricks. */
@Module
final class DatabricksModule {
    private DatabricksModule() {}

    @Provides
    @OnDatabricks.Scope
    static WorkspaceConnection connection(ImmutableMap<String, String> environment, Optional<String> profile) {
        return new WorkspaceConnection(ConnectionSettings.of(environment, profile, ProgramVersion.number()));
    }

    @Provides
    static ArtifactStore store(WorkspaceConnection connection, ProgressListener progress) {
        return new WorkspaceStore(connection, progress);
    }

    @Provides
    @OnDatabricks.Scope
    static Machine machine(WorkspaceConnection connection) {
        return new WorkspaceMachine(connection, new LocalMachine());
    }

    @Provides
    static JobRunner jobs(WorkspaceConnection connection, TaskScripts scripts) {
        return new DatabricksJobRunner(
                connection, scripts, ProgramVersion.number(), Pace.standard(InstantSource.system()));
    }

    @Provides
    static ActiveRuns activeRuns(WorkspaceConnection connection) {
        return new DatabricksActiveRuns(connection);
    }

    @Provides
    static JobDeployments deployments(WorkspaceConnection connection, TaskScripts scripts) {
        return new DatabricksJobDeployments(connection, scripts, ProgramVersion.number());
    }

    @Provides
    static DeployJobs deployJobs(JobDeployments jobs, ArtifactStore store, Machine machine, Workspaces workspaces) {
        return new DeployJobs(jobs, store, new ResourceExamples(), machine, workspaces);
    }
}
