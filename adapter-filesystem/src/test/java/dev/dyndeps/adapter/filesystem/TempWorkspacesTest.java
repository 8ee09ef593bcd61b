package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import dev.dyndeps.testkit.Threads;
import dev.dyndeps.testkit.WorkspacesContract;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TempWorkspacesTest extends WorkspacesContract {
    @TempDir
    Path disk;

    @Override
    protected Workspaces workspaces() {
        return new TempWorkspaces(below());
    }

    private Path below() {
        return disk.resolve("cache/tmp");
    }

    @Test
    void nothing_is_left_when_all_are_closed() {
        Workspaces workspaces = workspaces();
        workspaces.open().close();
        workspaces.open().close();

        assertThat(below()).isEmptyDirectory();
    }

    @Test
    void what_a_killed_process_left_goes_with_the_next_ones_first_workspace() throws Exception {
        Path left;
        try (ChildJvm child = ChildJvm.start(OpenAndWait.class, below())) {
            left = Path.of(child.line());
            child.killAfter(0);
        }
        assertThat(left.resolve("file")).exists();

        workspaces().open().close();

        assertThat(below()).isEmptyDirectory();
    }

    @Test
    void what_a_living_process_has_open_stays() throws Exception {
        try (ChildJvm child = ChildJvm.start(OpenAndWait.class, below())) {
            Path used = Path.of(child.line());

            workspaces().open().close();

            assertThat(used.resolve("file")).exists();
            child.terminate();
        }
    }

    @Test
    void what_this_process_has_open_elsewhere_stays_and_stays_locked() throws Exception {
        try (Workspace mine = workspaces().open()) {
            workspaces().open().close();
            assertThat(mine.folder()).exists();

            try (ChildJvm child = ChildJvm.start(OpenAndWait.class, below())) {
                child.line();
                assertThat(mine.folder()).exists();
                child.terminate();
            }
        }
    }

    @Test
    void a_process_that_is_asked_to_end_removes_what_it_has_open() throws Exception {
        try (ChildJvm child = ChildJvm.start(OpenAndWait.class, below())) {
            Path left = Path.of(child.line());

            child.terminate();

            assertThat(left).doesNotExist();
            assertThat(below()).isEmptyDirectory();
        }
    }

    @Test
    void what_another_thread_is_about_to_remove_is_left_to_it() throws IOException {
        Path abandoned = TestFiles.write(below().resolve("w-1-zz-1/file"), 10, 1);
        Path lockFile = Files.createFile(below().resolve("w-1-zz-1.lock"));
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            channel.lock();

            workspaces().open().close();

            assertThat(abandoned).exists();
        }
    }

    @Test
    void what_belongs_to_others_stays() throws IOException {
        Path other = TestFiles.write(below().resolve("other/file"), 10, 1);

        workspaces().open().close();

        assertThat(other).exists();
    }

    @Test
    void a_folder_that_lost_its_lock_file_is_nobodys() throws IOException {
        TestFiles.write(below().resolve("w-1-zz-1/file"), 10, 1);

        workspaces().open().close();

        assertThat(below()).isEmptyDirectory();
    }

    @Test
    void many_threads_each_get_their_own() {
        Workspaces workspaces = workspaces();

        assertThat(Threads.atOnce(16, n -> workspaces.open()))
                .extracting(Workspace::folder)
                .doesNotHaveDuplicates()
                .allSatisfy(folder -> assertThat(folder).isEmptyDirectory());
    }

    @Test
    void where_no_folder_can_be_made_the_error_names_the_place() throws IOException {
        Files.writeString(disk.resolve("cache"), "a file");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> workspaces().open())
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.where()).isEqualTo(below().toString()))
                .satisfies(e -> assertThat(e.next()).contains("DYNDEPS_CACHE"));
    }

    /** Opens a workspace with a file in it, says where, and waits to be ended. */
    static final class OpenAndWait {
        private OpenAndWait() {}

        public static void main(String[] args) throws Exception {
            Workspace workspace = new TempWorkspaces(Path.of(args[0])).open();
            Files.writeString(workspace.folder().resolve("file"), "text");
            System.out.println(workspace.folder());
            System.in.read();
        }
    }
}
