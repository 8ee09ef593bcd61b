package dev.dyndeps.adapter.databricks;

import com.databricks.sdk.service.iam.CurrentUserAPI;
import com.databricks.sdk.service.iam.MeRequest;
import com.google.common.base.Suppliers;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.port.Machine;
import java.util.function.Supplier;

/** This machine, as the workspace knows its user: by the name that he has there, wherever he works. */
public final class WorkspaceMachine implements Machine {
    private final Machine here;
    private final Supplier<String> user;

    public WorkspaceMachine(WorkspaceConnection connection, Machine here) {
        this.here = here;
        this.user = Suppliers.memoize(() -> connection.repeat(
                "asking who this is",
                connection.host(),
                () -> new CurrentUserAPI(connection.client())
                        .me(new MeRequest())
                        .getUserName()));
    }

    @Override
    public RunMarker.Owner owner() {
        RunMarker.Owner process = here.owner();
        return new RunMarker.Owner(user.get(), process.host(), process.pid(), process.started());
    }

    /** The process is looked for by all but the user's name, which differs here and there. */
    @Override
    public boolean mayBeAlive(RunMarker.Owner owner) {
        return here.mayBeAlive(new RunMarker.Owner(here.owner().user(), owner.host(), owner.pid(), owner.started()));
    }

    @Override
    public long now() {
        return here.now();
    }
}
