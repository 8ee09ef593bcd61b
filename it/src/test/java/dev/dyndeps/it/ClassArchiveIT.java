package dev.dyndeps.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that commands start from: made behind the first command, and never in anybody's way. */
class ClassArchiveIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final long LOOK_AGAIN_MILLIS = 50;

    @TempDir
    Path folder;

    private InstalledLauncher program;

    @BeforeEach
    void install() throws IOException {
        program = InstalledLauncher.in(folder);
    }

    @Test
    void the_first_command_has_it_made_and_the_next_ones_start_from_it() throws Exception {
        String said = version();
        Path archive = made();

        assertThat(startsFromArchive()).isTrue();
        assertThat(version()).isEqualTo(said);
        assertThat(names())
                .containsExactlyInAnyOrder(name(archive), name(archive).replace(".jsa", ".made"));
    }

    @Test
    void when_a_jar_is_another_it_is_made_again() throws Exception {
        String said = version();
        Path archive = made();
        Files.setLastModifiedTime(
                program.jar("domain"), FileTime.from(Instant.now().minusSeconds(5000)));
        FileTime before = Files.getLastModifiedTime(archive);

        assertThat(version()).isEqualTo(said);
        await(() -> Files.getLastModifiedTime(made()).compareTo(before) > 0);
        assertThat(startsFromArchive()).isTrue();
    }

    @Test
    void one_that_was_damaged_disturbs_nobody_and_is_made_again() throws Exception {
        isMadeAgainAfter(file -> {
            file.seek(file.length() / 2);
            file.write(new byte[1_000_000]);
        });
    }

    @Test
    void one_that_was_cut_off_disturbs_nobody_and_is_made_again() throws Exception {
        isMadeAgainAfter(file -> file.setLength(file.length() / 2));
    }

    @Test
    void it_is_not_made_if_it_is_not_wanted() throws Exception {
        program.run(Map.of("DYNDEPS_CLASS_ARCHIVE", "off"), "--version");

        assertThat(program.cache().resolve("classes")).doesNotExist();
    }

    @Test
    void a_cache_where_it_cannot_be_disturbs_nobody() throws Exception {
        Files.createDirectories(program.cache());
        Files.writeString(program.cache().resolve("classes"), "no folder");

        assertThat(version()).startsWith("dyndeps ").hasLineCount(1);
    }

    @Test
    void many_first_commands_at_once_have_one_made() throws Exception {
        List<Process> commands = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            commands.add(program.start(Map.of(), "--version"));
        }
        for (Process command : commands) {
            assertThat(InstalledLauncher.output(command)).startsWith("dyndeps ").hasLineCount(1);
        }
        made();

        assertThat(names()).hasSize(2);
        assertThat(startsFromArchive()).isTrue();
    }

    @Test
    void when_its_making_was_killed_it_is_made_after_a_while() throws Exception {
        version();
        await(() -> maker().findAny().isPresent());
        maker().forEach(ProcessHandle::destroyForcibly);
        await(() -> maker().findAny().isEmpty());
        Path making = only(".making");
        assertThat(version()).startsWith("dyndeps ").hasLineCount(1);
        assertThat(making).exists();

        Files.setLastModifiedTime(making, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        version();
        made();

        assertThat(startsFromArchive()).isTrue();
    }

    @FunctionalInterface
    private interface Change {
        void to(RandomAccessFile file) throws IOException;
    }

    private void isMadeAgainAfter(Change change) throws Exception {
        String said = version();
        Path archive = made();
        assertThat(archive.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            change.to(file);
        }
        FileTime changed = FileTime.from(Instant.now().plusSeconds(2));
        Files.setLastModifiedTime(archive, changed);

        assertThat(version()).isEqualTo(said);
        await(() -> !Files.getLastModifiedTime(made()).equals(changed));
        assertThat(startsFromArchive()).isTrue();
    }

    /** The processes that make it, which work in a folder of its own; their command lines are too long to be seen. */
    private Stream<ProcessHandle> maker() {
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                        .startsWith(program.cache());
            } catch (IOException e) {
                return false; // It has ended.
            }
        });
    }

    private String version() throws IOException, InterruptedException {
        return program.run(Map.of(), "--version");
    }

    /** Waits until it is made. */
    private Path made() throws Exception {
        await(() -> names().stream().anyMatch(name -> name.endsWith(".made"))
                && names().stream().noneMatch(name -> name.endsWith(".making")));
        return only(".jsa");
    }

    private boolean startsFromArchive() throws Exception {
        return program.classes(Files.createTempFile(folder, "classes", ".log"), Map.of(), "--version").stream()
                .anyMatch(line -> line.matches("shared objects file.* dev\\.dyndeps\\..*"));
    }

    private Path only(String suffix) throws IOException {
        return program.cache()
                .resolve("classes")
                .resolve(names().stream()
                        .filter(name -> name.endsWith(suffix))
                        .findFirst()
                        .orElseThrow());
    }

    private ImmutableList<String> names() throws IOException {
        Path classes = program.cache().resolve("classes");
        return Files.exists(classes)
                ? MoreFiles.listFiles(classes).stream()
                        .map(ClassArchiveIT::name)
                        .collect(ImmutableList.toImmutableList())
                : ImmutableList.of();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(LONG);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
