package dev.dyndeps.adapter.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.port.ProgramArchive;
import dev.dyndeps.testkit.ProgramArchiveContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisProgramTest extends ProgramArchiveContract {
    @TempDir
    Path folder;

    private Path original;
    private Path home;

    @BeforeEach
    void install() throws IOException {
        original = InstalledWheel.make(folder);
        home = InstalledWheel.install(original, folder.resolve("site"));
    }

    @Override
    protected ProgramArchive program() {
        return new ThisProgram(Optional.of(home), folder.resolve("cache"));
    }

    @Override
    protected ProgramArchive without() throws IOException {
        return new ThisProgram(
                Optional.of(Files.createDirectories(folder.resolve("plain zip"))), folder.resolve("cache"));
    }

    @Test
    void an_installed_wheel_is_packed_again_byte_for_byte() {
        assertThat(program().wheel()).hasFileName(InstalledWheel.NAME).hasSameBinaryContentAs(original);
    }

    @Test
    void it_is_packed_once() throws IOException {
        Path wheel = program().wheel();
        Files.writeString(home.resolve("lib/a.jar"), "changed");

        assertThat(program().wheel()).isEqualTo(wheel).hasSameBinaryContentAs(original);
    }

    @Test
    void a_file_that_was_changed_after_it_was_installed_is_named() throws IOException {
        Files.writeString(home.resolve("lib/a.jar"), "changed");

        assertThatThrownBy(program()::wheel)
                .hasMessageContaining("dyndeps/lib/a.jar: ")
                .hasMessageContaining("it was changed after it was installed");
        try (Stream<Path> left = Files.walk(folder.resolve("cache"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void a_file_that_is_gone_is_named() throws IOException {
        Files.delete(home.resolve("java/bin/java"));

        assertThatThrownBy(program()::wheel)
                .hasMessageContaining("dyndeps/java/bin/java: ")
                .hasMessageContaining("gone");
    }

    @Test
    void what_its_owner_may_not_execute_any_more_is_packed_so() throws IOException {
        Files.setPosixFilePermissions(home.resolve("java/bin/java"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(program().wheel()).isNotEqualTo(original);
        assertThat(Files.mismatch(program().wheel(), original)).isNotNegative();
    }

    @Test
    void from_a_checkout_it_is_the_wheel_that_maven_made() throws IOException {
        Path made = checkout("jar a", "jar b");

        assertThat(inCheckout().wheel()).isEqualTo(made);
    }

    @Test
    void a_wheel_of_another_state_of_the_checkout_is_refused() throws IOException {
        Path made = checkout("jar a", "jar b changed");

        assertThatThrownBy(inCheckout()::wheel)
                .hasMessageContaining(made.toString())
                .hasMessageContaining("another state")
                .hasMessageContaining("mvn -Pdist package");
    }

    @Test
    void a_checkout_whose_jars_are_more_than_the_wheels_is_another_state() throws IOException {
        checkout("jar a", "jar b");
        Files.writeString(folder.resolve("checkout/app-cli/target/dyndeps/lib/c.jar"), "jar c");

        assertThatThrownBy(inCheckout()::wheel).hasMessageContaining("another state");
    }

    @Test
    void a_program_that_does_not_know_where_it_is_has_none() {
        assertThatThrownBy(new ThisProgram(Optional.empty(), folder)::wheel).hasMessageContaining("--program FILE.whl");
    }

    private ProgramArchive inCheckout() {
        return new ThisProgram(Optional.of(folder.resolve("checkout")), folder.resolve("cache"));
    }

    private Path checkout(String a, String b) throws IOException {
        Path jars = Files.createDirectories(folder.resolve("checkout/app-cli/target/dyndeps/lib"));
        Files.writeString(jars.resolve("a.jar"), a);
        Files.writeString(jars.resolve("b.jar"), b);
        Path made =
                Files.createDirectories(folder.resolve("checkout/dist/target")).resolve(InstalledWheel.NAME);
        return Files.copy(original, made);
    }
}
