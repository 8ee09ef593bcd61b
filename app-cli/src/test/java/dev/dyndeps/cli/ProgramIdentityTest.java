package dev.dyndeps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramIdentityTest {
    @TempDir
    private Path folder;

    private Path jar;
    private Path other;

    @BeforeEach
    void makeJars() throws IOException {
        jar = Files.writeString(folder.resolve("a.jar"), "a");
        other = Files.writeString(folder.resolve("b.jar"), "b");
    }

    private static Optional<String> of(Path... classPath) {
        StringBuilder text = new StringBuilder();
        for (Path element : classPath) {
            text.append(element).append(File.pathSeparatorChar);
        }
        return ProgramIdentity.of(text.toString());
    }

    @Test
    void the_same_jars_are_the_same_program() {
        assertThat(of(jar, other)).isPresent().isEqualTo(of(jar, other));
    }

    @Test
    void a_jar_that_was_built_again_is_another_program() throws IOException {
        Optional<String> before = of(jar, other);
        Files.setLastModifiedTime(other, FileTime.fromMillis(1_000));

        assertThat(of(jar, other)).isNotEqualTo(before);
    }

    @Test
    void a_jar_more_is_another_program() {
        assertThat(of(jar)).isNotEqualTo(of(jar, other));
    }

    @Test
    void a_folder_of_classes_cannot_be_told_from_what_it_was_before() throws IOException {
        assertThat(of(jar, Files.createDirectory(folder.resolve("classes")))).isEmpty();
    }

    @Test
    void what_is_not_there_is_no_part_of_the_program() {
        assertThat(of(jar, folder.resolve("none.jar"))).isEqualTo(of(jar));
        assertThat(of()).isEmpty();
    }
}
