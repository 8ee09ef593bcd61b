package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Workspaces} does. */
public abstract class WorkspacesContract {
    @TempDir
    Path outside;

    /** A maker of workspaces as it is used. */
    protected abstract Workspaces workspaces();

    @Test
    void a_workspace_is_a_new_empty_folder() {
        Workspaces workspaces = workspaces();

        try (Workspace one = workspaces.open();
                Workspace other = workspaces.open()) {
            assertThat(one.folder()).isEmptyDirectory().isAbsolute();
            assertThat(other.folder()).isEmptyDirectory().isNotEqualTo(one.folder());
        }
    }

    @Test
    void only_its_user_can_look_into_it() throws IOException {
        try (Workspace workspace = workspaces().open()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workspace.folder())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void closing_it_removes_it_with_all_that_is_in_it() throws IOException {
        Workspace workspace = workspaces().open();
        Path deep = Files.createDirectories(workspace.folder().resolve("a/b"));
        Files.writeString(deep.resolve("file"), "text");

        workspace.close();

        assertThat(workspace.folder()).doesNotExist();
    }

    @Test
    void closing_it_leaves_what_its_links_lead_to() throws IOException {
        Path kept = Files.writeString(outside.resolve("kept"), "text");
        Workspace workspace = workspaces().open();
        Files.createSymbolicLink(workspace.folder().resolve("file"), kept);
        Files.createSymbolicLink(workspace.folder().resolve("folder"), outside);

        workspace.close();

        assertThat(workspace.folder()).doesNotExist();
        assertThat(kept).hasContent("text");
    }

    @Test
    void closing_it_leaves_the_others() {
        Workspaces workspaces = workspaces();

        try (Workspace other = workspaces.open()) {
            workspaces.open().close();

            assertThat(other.folder()).isEmptyDirectory();
        }
    }

    @Test
    void closing_it_twice_or_after_it_is_gone_is_no_error() throws IOException {
        Workspace workspace = workspaces().open();
        Files.delete(workspace.folder());

        workspace.close();
        workspace.close();

        assertThat(workspace.folder()).doesNotExist();
    }
}
