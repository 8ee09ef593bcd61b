package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeWorkspacesTest extends WorkspacesContract {
    @TempDir
    Path below;

    @Override
    protected Workspaces workspaces() {
        return new FakeWorkspaces(below);
    }

    @Test
    void it_knows_what_was_left_open() {
        FakeWorkspaces workspaces = new FakeWorkspaces(below);
        Workspace workspace = workspaces.open();

        assertThat(workspaces.leftOpen()).containsExactly(workspace.folder());
        workspace.close();
        assertThat(workspaces.leftOpen()).isEmpty();
    }
}
