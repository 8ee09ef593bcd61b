package dev.dyndeps.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.port.BundleFormat;
import dev.dyndeps.testkit.FakeTextWriter;
import dev.dyndeps.testkit.FakeWorkspaces;
import dev.dyndeps.testkit.InMemoryArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's wheel in a bundle: the jobs take the one that they find. What the texts say is looked at where they are real. */
class WriteBundleTest {
    @TempDir
    private Path temp;

    private final InMemoryArtifactStore disk = new InMemoryArtifactStore();
    private final FakeTextWriter texts = new FakeTextWriter();
    private FakeWorkspaces workspaces;
    private Path bundle;

    @BeforeEach
    void setUp() throws IOException {
        workspaces = new FakeWorkspaces(Files.createDirectories(temp.resolve("workspaces")));
        bundle = temp.resolve("bundle");
    }

    @AfterEach
    void no_folder_is_left_open() {
        assertThat(workspaces.leftOpen()).isEmpty();
    }

    @Test
    void the_program_is_put_in_a_folder_of_its_own_and_told_last() throws IOException {
        ImmutableList<Path> files = write(Optional.of(wheel("dyndeps-1.whl")));

        assertThat(files).endsWith(bundle.resolve("program/dyndeps-1.whl"));
        assertThat(wheels()).containsExactly("dyndeps-1.whl");
    }

    @Test
    void another_version_takes_its_place() throws IOException {
        write(Optional.of(wheel("dyndeps-1.whl")));

        write(Optional.of(wheel("dyndeps-2.whl")));

        assertThat(wheels()).containsExactly("dyndeps-2.whl");
    }

    @Test
    void what_is_there_and_no_wheel_stays() throws IOException {
        Path mine = wheel("notes.txt");
        disk.put(mine, sha256(mine), place("program/notes.txt"));

        write(Optional.of(wheel("dyndeps-1.whl")));

        assertThat(wheels()).containsExactly("dyndeps-1.whl", "notes.txt");
    }

    @Test
    void who_brings_the_program_himself_keeps_the_one_that_is_there() throws IOException {
        write(Optional.of(wheel("dyndeps-1.whl")));

        ImmutableList<Path> files = write(Optional.empty());

        assertThat(files).noneMatch(file -> file.toString().endsWith(".whl"));
        assertThat(wheels()).containsExactly("dyndeps-1.whl");
    }

    @Test
    void where_a_text_cannot_be_written_the_old_program_stays_beside_the_old_scripts() throws IOException {
        write(Optional.of(wheel("dyndeps-1.whl")));
        texts.refusing("process.py");
        Path next = wheel("dyndeps-2.whl");

        assertThatExceptionOfType(UserError.class).isThrownBy(() -> write(Optional.of(next)));

        assertThat(wheels()).containsExactly("dyndeps-1.whl");
    }

    private ImmutableList<Path> write(Optional<Path> program) {
        return new WriteBundle(new Format(), TaskKey::key, WriteBundleTest::example, texts, disk, workspaces)
                .run(bundle, program)
                .files();
    }

    /** The names in the program's folder. */
    private ImmutableList<String> wheels() {
        return disk.list(place("program")).stream()
                .map(stat -> stat.path().name())
                .collect(ImmutableList.toImmutableList());
    }

    private StorePath place(String path) {
        return StorePath.of(bundle.resolve(path).toString());
    }

    private Path wheel(String name) throws IOException {
        return Files.writeString(temp.resolve(name), name);
    }

    private static HashCode sha256(Path file) throws IOException {
        return Hashing.sha256().hashBytes(Files.readAllBytes(file));
    }

    private static Path example(String name, Path folder) {
        try {
            return Files.writeString(folder.resolve(name), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says of a job only its name. */
    private static final class Format implements BundleFormat {
        @Override
        public String root(String program) {
            return "program: " + program;
        }

        @Override
        public String resource(JobDefinition job, String scripts) {
            return job.name();
        }
    }
}
