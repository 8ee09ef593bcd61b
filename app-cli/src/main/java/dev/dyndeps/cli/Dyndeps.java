package dev.dyndeps.cli;

import com.google.common.collect.ImmutableMap;
import dagger.BindsInstance;
import dagger.Component;
import dev.dyndeps.application.BuildWheelhouse;
import dev.dyndeps.application.DiagnoseSetup;
import dev.dyndeps.application.InspectArchive;
import dev.dyndeps.application.PruneCache;
import dev.dyndeps.application.VerifyWheelhouse;
import dev.dyndeps.application.WriteBundle;
import dev.dyndeps.port.ProgramArchive;
import dev.dyndeps.port.ProgressListener;
import jakarta.inject.Singleton;

/** The graph: every use case, with the adapters that this program chose. Nothing is made before it is asked for. */
@Singleton
@Component(modules = {AdaptersModule.class, EngineModule.class, UseCasesModule.class})
interface Dyndeps {
    InspectArchive inspectArchive();

    BuildWheelhouse buildWheelhouse();

    VerifyWheelhouse verifyWheelhouse();

    WriteBundle writeBundle();

    OnSpark onSpark();

    OnDatabricks.Factory onDatabricks();

    PruneCache pruneCache();

    ProgramArchive program();

    DiagnoseSetup diagnoseSetup();

    Targets targets();

    Settings settings();

    /** Makes the graph of one command. */
    @Component.Factory
    interface Factory {
        Dyndeps create(
                @BindsInstance ImmutableMap<String, String> environment,
                @BindsInstance ProgressListener progress,
                @BindsInstance Engine engine);
    }
}
