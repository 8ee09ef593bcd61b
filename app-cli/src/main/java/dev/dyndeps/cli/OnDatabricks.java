package dev.dyndeps.cli;

import dagger.BindsInstance;
import dagger.Subcomponent;
import dev.dyndeps.application.DeployJobs;
import java.util.Optional;

/** Runs on Databricks, whose files are in a Volume or on DBFS. */
@OnDatabricks.Scope
@Subcomponent(modules = {DatabricksModule.class, RunsModule.class})
interface OnDatabricks extends Runs {
    DeployJobs deployJobs();

    /** One connection for a command. */
    @jakarta.inject.Scope
    @interface Scope {}

    /** Makes the graph for a workspace. */
    @Subcomponent.Factory
    interface Factory {
        /** @param profile of the Databricks configuration file; its default, or the environment's, if empty */
        OnDatabricks create(@BindsInstance Optional<String> profile);
    }
}
