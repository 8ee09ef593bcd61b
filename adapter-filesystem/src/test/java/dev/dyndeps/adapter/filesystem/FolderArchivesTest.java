package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.testkit.FakeInputArchives;
import dev.dyndeps.testkit.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderArchivesTest {
    @TempDir
    Path disk;

    private final FakeInputArchives zips = new FakeInputArchives();

    private DependencyArchive open(Path input) {
        return new FolderArchives(new TarSearch(), zips).open(input, ArchiveLimits.DEFAULT);
    }

    private Path file(String path) throws IOException {
        Path file = disk.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "text");
    }

    private static List<String> paths(DependencyArchive archive) {
        return archive.listing().files().stream()
                .map(entry -> entry.path().value())
                .toList();
    }

    private static void assertRefused(Code code, String where, ThrowingCallable open) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(open)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.where()).endsWith(where))
                .satisfies(e -> assertThat(e.next()).isNotBlank());
    }

    // Single files

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requirements.txt",
                "Requirements.TXT",
                "pylock.toml",
                "pylock.dev.toml",
                "six-1.16.0-py2.py3-none-any.whl"
            })
    void a_single_file_is_an_archive_of_that_file(String name) throws IOException {
        Path file = file(name);

        try (DependencyArchive archive = open(file)) {
            assertThat(archive.listing().files()).containsExactly(new ArchiveEntry(ArchivePath.of(name), 4, false));
            assertThat(archive.listing().warnings()).isEmpty();
            assertThat(archive.bytes(ArchivePath.of(name))).asString().isEqualTo("text");
            assertThat(archive.digest()).isEqualTo(TestFiles.sha256(file));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"requirements-dev.txt", "reqs.in", "base.txt"})
    void a_requirements_file_of_another_name_is_read_as_one_since_it_was_meant(String name) throws IOException {
        try (DependencyArchive archive = open(file(name))) {
            assertThat(paths(archive)).containsExactly("requirements.txt");
            assertThat(archive.listing().warnings()).containsExactly(name + " was read as requirements.txt");
        }
    }

    @Test
    void a_link_to_a_single_file_is_that_file_under_the_links_name() throws IOException {
        Path link = Files.createSymbolicLink(disk.resolve("requirements.txt"), file("elsewhere"));

        try (DependencyArchive archive = open(link)) {
            assertThat(archive.bytes(ArchivePath.of("requirements.txt")))
                    .asString()
                    .isEqualTo("text");
        }
    }

    @Test
    void a_single_source_distribution_must_be_one() throws IOException {
        Path file = file("no-1.0.tar.gz");

        assertRefused(Code.NESTED_ARCHIVE, "no-1.0.tar.gz", () -> open(file));
    }

    @Test
    void what_is_neither_folder_nor_such_a_file_is_opened_as_a_zip() throws IOException {
        Path zip = file("deps.zip");
        zips.put(zip, InputFile.text("in the zip", ""));

        try (DependencyArchive archive = open(zip)) {
            assertThat(paths(archive)).containsExactly("in the zip");
        }
    }

    @Test
    void a_link_that_leads_nowhere_is_missing() throws IOException {
        Path link = Files.createSymbolicLink(disk.resolve("requirements.txt"), disk.resolve("nowhere"));

        assertRefused(Code.INPUT_MISSING, link.toString(), () -> open(link));
    }

    // Links and other things that are no files

    @Test
    void the_folder_itself_may_be_a_link() throws IOException {
        file("real/a.py");
        Path link = Files.createSymbolicLink(disk.resolve("link"), disk.resolve("real"));

        try (DependencyArchive archive = open(link)) {
            assertThat(paths(archive)).containsExactly("a.py");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.py", "folder", "../outside", "missing"})
    void a_link_in_the_folder_is_refused_wherever_it_leads(String target) throws IOException {
        file("input/a.py");
        file("input/folder/b.py");
        file("outside");
        Files.createSymbolicLink(disk.resolve("input/folder/link"), Path.of(target));

        assertRefused(Code.ZIP_SYMLINK, "folder/link", () -> open(disk.resolve("input")));
    }

    @Test
    void a_pipe_is_refused() throws Exception {
        file("input/a.py");
        Path pipe = disk.resolve("input/pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertRefused(Code.ZIP_SYMLINK, "pipe", () -> open(disk.resolve("input")));
    }

    @Test
    void a_name_with_a_backslash_is_refused() throws IOException {
        file("input/a\\b.py");

        assertRefused(Code.ZIP_BAD_PATH, "a\\b.py", () -> open(disk.resolve("input")));
    }

    @Test
    void a_name_that_is_not_utf_8_is_refused() throws Exception {
        file("input/a.py");
        assertThat(new ProcessBuilder("sh", "-c", "touch \"$1/$(printf 'caf\\351.py')\"", "sh", disk + "/input")
                        .start()
                        .waitFor())
                .isZero();

        assertRefused(Code.ZIP_BAD_PATH, ".py", () -> open(disk.resolve("input")));
    }

    // What people's folders hold besides

    @ParameterizedTest
    @CsvSource({
        ".venv/pyvenv.cfg, .venv/.gitignore, .venv/bin/python",
        "node_modules/.package-lock.json, node_modules/x/y.js, node_modules/.bin/x",
        "__pycache__/a.pyc, __pycache__/b.pyc, __pycache__/link",
        ".tox/py310/a, .tox/py310/b, .tox/py310/c"
    })
    void one_file_stands_for_what_tools_have_made_and_links_in_it_do_no_harm(String stands, String other, String link)
            throws IOException {
        file("input/a.py");
        file("input/" + stands);
        file("input/" + other);
        Files.createDirectories(disk.resolve("input/" + link).getParent());
        Files.createSymbolicLink(disk.resolve("input/" + link), Path.of("/nowhere"));

        try (DependencyArchive archive = open(disk.resolve("input"))) {
            assertThat(paths(archive)).containsExactlyInAnyOrder("a.py", stands);
        }
    }

    @Test
    void a_virtual_environment_given_as_input_holds_nothing_else() throws IOException {
        file("input/pyvenv.cfg");
        file("input/lib/six.py");

        try (DependencyArchive archive = open(disk.resolve("input"))) {
            assertThat(paths(archive)).containsExactly("pyvenv.cfg");
        }
    }

    @Test
    void the_digest_does_not_change_with_what_changes_by_itself() throws IOException {
        file("input/a.py");
        HashCode before = digest();

        file("input/__pycache__/a.pyc");
        file("input/.git/index");
        file("input/.DS_Store");
        file("input/.venv/pyvenv.cfg");

        assertThat(digest()).isEqualTo(before);
        file("input/b.py");
        assertThat(digest()).isNotEqualTo(before);
    }

    private HashCode digest() {
        try (DependencyArchive archive = open(disk.resolve("input"))) {
            return archive.digest();
        }
    }

    @Test
    void version_control_is_extracted_since_builds_ask_it_and_what_tools_made_is_not() throws IOException {
        file("input/pyproject.toml");
        file("input/.git/HEAD");
        file("input/.venv/pyvenv.cfg");
        file("input/__pycache__/a.pyc");

        try (DependencyArchive archive = open(disk.resolve("input"))) {
            archive.extract(ArchivePath.ROOT, disk.resolve("out"));
        }

        assertThat(disk.resolve("out/.git/HEAD")).hasContent("text");
        assertThat(disk.resolve("out")).isDirectoryNotContaining("glob:**/{.venv,__pycache__}");
    }

    @Test
    void empty_folders_are_no_files() throws IOException {
        Files.createDirectories(disk.resolve("input/empty/deep"));

        try (DependencyArchive archive = open(disk.resolve("input"))) {
            assertThat(archive.listing().files()).isEmpty();
        }
    }

    // Files that change

    @ParameterizedTest
    @ValueSource(strings = {"longer than before", "x", "", "TEXT"})
    void a_file_that_changed_since_it_was_listed_is_an_error(String now) throws IOException {
        Path file = file("input/a.py");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));

        try (DependencyArchive archive = open(disk.resolve("input"))) {
            Files.writeString(file, now);

            assertRefused(Code.INPUT_CHANGED, "a.py", () -> archive.bytes(ArchivePath.of("a.py")));
            assertRefused(Code.INPUT_CHANGED, "a.py", archive::digest);
            assertRefused(Code.INPUT_CHANGED, "a.py", () -> archive.extract(ArchivePath.ROOT, disk.resolve("out")));
        }
    }

    @Test
    void a_file_that_changes_while_it_is_read_is_an_error_at_its_end_at_the_latest() throws IOException {
        Path file = file("input/a.py");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));

        try (DependencyArchive archive = open(disk.resolve("input"));
                InputStream in = archive.open(ArchivePath.of("a.py"))) {
            assertThat(in.read()).isEqualTo('t');
            Files.writeString(file, "TEXT");

            assertRefused(Code.INPUT_CHANGED, "a.py", in::readAllBytes);
        }
    }

    @Test
    void a_file_that_is_gone_or_a_link_now_is_an_error() throws IOException {
        Path file = file("input/a.py");
        Path secret = file("secret");

        try (DependencyArchive archive = open(disk.resolve("input"))) {
            Files.delete(file);
            assertRefused(Code.INPUT_CHANGED, "a.py", () -> archive.bytes(ArchivePath.of("a.py")));

            Files.createSymbolicLink(file, secret);
            assertRefused(Code.INPUT_CHANGED, "a.py", () -> archive.bytes(ArchivePath.of("a.py")));
        }
    }

    @Test
    void a_full_disk_while_extracting_is_a_clear_error() throws Exception {
        TestFiles.write(disk.resolve("input/large"), 2 << 20, 1);
        Path small = Files.createDirectory(disk.resolve("small"));
        try (SmallDisk full = SmallDisk.mount(small);
                DependencyArchive archive = open(disk.resolve("input"))) {
            assertRefused(Code.OUTPUT_UNWRITABLE, "large", () -> archive.extract(ArchivePath.ROOT, full.folder()));
        }
    }
}
