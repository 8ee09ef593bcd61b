package dev.dyndeps.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.archive.SmallFiles;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link InputArchives}, and every {@link DependencyArchive} that it opens, does. */
public abstract class InputArchivesContract {
    @TempDir
    protected Path temp;

    /** The adapter as it is used. */
    protected abstract InputArchives archives();

    /** Makes an input of these files, in a place that differs with every call. */
    protected abstract Path input(InputFile... files) throws IOException;

    /** A place where there is no input. */
    protected Path missing() {
        return temp.resolve("no such input.zip");
    }

    private DependencyArchive open(InputFile... files) throws IOException {
        return archives().open(input(files), ArchiveLimits.DEFAULT);
    }

    private static ArchivePath path(String text) {
        return ArchivePath.of(text);
    }

    private static String text(DependencyArchive archive, String path) throws IOException {
        try (InputStream in = archive.open(path(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertRefused(Code code, String entry, InputFile... files) throws IOException {
        assertRefused(code, entry, ArchiveLimits.DEFAULT, files);
    }

    private void assertRefused(Code code, String entry, ArchiveLimits limits, InputFile... files) throws IOException {
        Path input = input(files);
        assertThatThrownBy(() -> archives().open(input, limits).close())
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.where()).contains(entry))
                .satisfies(e -> assertThat(e.next()).isNotBlank());
    }

    @Test
    void it_lists_every_file_by_path_with_size_and_execute_bit() throws IOException {
        try (DependencyArchive archive = open(
                InputFile.text("pkg/mod.py", "x = 1\n"),
                InputFile.executable("bin/run", "#!/bin/sh\n"),
                InputFile.text("empty", ""))) {
            assertThat(archive.listing().files())
                    .containsExactly(
                            new ArchiveEntry(path("bin/run"), 10, true),
                            new ArchiveEntry(path("empty"), 0, false),
                            new ArchiveEntry(path("pkg/mod.py"), 6, false));
            assertThat(archive.listing().warnings()).isEmpty();
        }
    }

    @Test
    void the_listing_is_the_same_object_at_every_call() throws IOException {
        try (DependencyArchive archive = open(InputFile.text("a.py", ""))) {
            assertThat(archive.listing()).isSameAs(archive.listing());
        }
    }

    @Test
    void an_input_without_files_has_an_empty_listing() throws IOException {
        try (DependencyArchive archive = open()) {
            assertThat(archive.listing().files()).isEmpty();
        }
    }

    @Test
    void names_beyond_ascii_are_kept() throws IOException {
        try (DependencyArchive archive = open(InputFile.text("données/été.py", "x"))) {
            assertThat(archive.listing().contains(path("données/été.py"))).isTrue();
            assertThat(text(archive, "données/été.py")).isEqualTo("x");
        }
    }

    @Test
    void a_file_is_read_whole_as_often_as_asked() throws IOException {
        String content = "line\n".repeat(100_000);
        try (DependencyArchive archive = open(InputFile.text("big.txt", content), InputFile.text("small.txt", "s"))) {
            assertThat(text(archive, "big.txt")).isEqualTo(content);
            assertThat(text(archive, "small.txt")).isEqualTo("s");
            assertThat(text(archive, "big.txt")).isEqualTo(content);
        }
    }

    @Test
    void two_files_may_be_read_side_by_side() throws IOException {
        try (DependencyArchive archive = open(InputFile.text("a", "aa"), InputFile.text("b", "bb"));
                InputStream a = archive.open(path("a"));
                InputStream b = archive.open(path("b"))) {
            assertThat(new int[] {a.read(), b.read(), a.read(), b.read(), a.read(), b.read()})
                    .containsExactly('a', 'b', 'a', 'b', -1, -1);
        }
    }

    @Test
    void a_small_file_is_given_whole_and_a_larger_one_up_to_the_limit() throws IOException {
        byte[] large = new byte[SmallFiles.MAX_BYTES + 1];
        Arrays.fill(large, (byte) 'x');
        try (DependencyArchive archive =
                open(InputFile.text("requirements.txt", "six\n"), InputFile.bytes("large.txt", large))) {
            assertThat(archive.bytes(path("requirements.txt"))).asString().isEqualTo("six\n");
            assertThat(archive.bytes(path("large.txt"))).hasSize(SmallFiles.MAX_BYTES);
        }
    }

    @Test
    void a_file_that_is_not_listed_cannot_be_read() throws IOException {
        try (DependencyArchive archive = open(InputFile.text("pkg/a.py", ""))) {
            assertThatThrownBy(() -> archive.open(path("pkg")).close()).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> archive.bytes(path("b.py"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void the_digest_depends_on_the_content_alone() throws IOException {
        HashCode first;
        try (DependencyArchive archive = open(InputFile.text("a.py", "1"))) {
            first = archive.digest();
            assertThat(first.bits()).isEqualTo(256);
            assertThat(archive.digest()).isEqualTo(first);
        }
        try (DependencyArchive same = open(InputFile.text("a.py", "1"));
                DependencyArchive content = open(InputFile.text("a.py", "2"));
                DependencyArchive name = open(InputFile.text("b.py", "1"));
                DependencyArchive mode = open(InputFile.executable("a.py", "1"))) {
            assertThat(same.digest()).isEqualTo(first);
            assertThat(ImmutableList.of(content.digest(), name.digest(), mode.digest()))
                    .doesNotContain(first)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_folder_is_extracted_with_paths_relative_to_it() throws IOException {
        Path into = temp.resolve("made/when/missing");
        try (DependencyArchive archive = open(
                InputFile.text("top/pkg/mod.py", "x"),
                InputFile.text("top/pkg/data/d.txt", "d"),
                InputFile.text("top/pkg2/no.py", ""),
                InputFile.text("else.py", ""))) {
            archive.extract(path("top/pkg"), into);
        }

        assertThat(into.resolve("mod.py")).hasContent("x");
        assertThat(into.resolve("data/d.txt")).hasContent("d");
        assertThat(filesBelow(into)).containsExactly("data/d.txt", "mod.py");
    }

    @Test
    void the_root_is_extracted_whole_and_a_file_keeps_its_name() throws IOException {
        Path all = temp.resolve("all");
        Path one = temp.resolve("one");
        try (DependencyArchive archive = open(InputFile.text("a/b.py", "b"), InputFile.text("c.py", "c"))) {
            archive.extract(ArchivePath.ROOT, all);
            archive.extract(path("a/b.py"), one);
        }

        assertThat(filesBelow(all)).containsExactly("a/b.py", "c.py");
        assertThat(filesBelow(one)).containsExactly("b.py");
    }

    @Test
    void extracting_keeps_execute_bits() throws IOException {
        Path into = temp.resolve("modes");
        try (DependencyArchive archive =
                open(InputFile.executable("run", "#!/bin/sh\n"), InputFile.text("plain", ""))) {
            archive.extract(ArchivePath.ROOT, into);
        }

        assertThat(into.resolve("run")).isExecutable();
        assertThat(Files.getPosixFilePermissions(into.resolve("plain")).toString())
                .doesNotContain("EXECUTE");
    }

    private static ImmutableList<String> filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        }
    }

    @Test
    void what_is_not_there_is_missing() {
        Path missing = missing();
        assertThatThrownBy(() -> archives().open(missing, ArchiveLimits.DEFAULT).close())
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INPUT_MISSING))
                .satisfies(e -> assertThat(e.where()).contains(missing.toString()));
    }

    @Test
    void as_many_files_as_allowed_are_accepted_and_one_more_is_refused() throws IOException {
        InputFile[] two = {InputFile.text("a", ""), InputFile.text("b", "")};

        archives().open(input(two), new ArchiveLimits(2, 100, 100, 50, 100)).close();
        assertRefused(Code.ZIP_BOMB, "", new ArchiveLimits(1, 100, 100, 50, 100), two);
    }

    @Test
    void as_many_bytes_in_a_file_as_allowed_are_accepted_and_one_more_is_refused() throws IOException {
        InputFile five = InputFile.text("five", "12345");

        archives().open(input(five), new ArchiveLimits(9, 100, 5, 50, 100)).close();
        assertRefused(Code.ZIP_BOMB, "five", new ArchiveLimits(9, 100, 4, 50, 100), five);
    }

    @Test
    void as_many_bytes_in_all_as_allowed_are_accepted_and_one_more_is_refused() throws IOException {
        InputFile[] five = {InputFile.text("a", "12"), InputFile.text("b", "345")};

        archives().open(input(five), new ArchiveLimits(9, 5, 5, 50, 100)).close();
        assertRefused(Code.ZIP_BOMB, "", new ArchiveLimits(9, 4, 4, 50, 100), five);
    }

    @Test
    void names_that_differ_only_in_case_or_unicode_form_are_refused() throws IOException {
        assertRefused(Code.ZIP_CASE_COLLISION, "a.py", InputFile.text("A.py", ""), InputFile.text("a.py", ""));
        assertRefused(Code.ZIP_CASE_COLLISION, "x.py", InputFile.text("Pkg/x.py", ""), InputFile.text("pkg/x.py", ""));
        assertRefused(Code.ZIP_CASE_COLLISION, "", InputFile.text("\u00e9.py", ""), InputFile.text("e\u0301.py", ""));
    }

    @Test
    void a_path_that_is_not_portable_is_refused() throws IOException {
        assertRefused(Code.ZIP_BAD_PATH, "a\\u0001", InputFile.text("a\u0001.py", ""));
        assertRefused(Code.ZIP_BAD_PATH, "d/", InputFile.text("d/".repeat(32) + "deep.py", ""));
    }

    @Test
    void an_archive_inside_is_refused_unless_it_is_a_wheel_or_a_source_distribution() throws IOException {
        assertRefused(Code.NESTED_ARCHIVE, "more.tar.gz", InputFile.text("deps/more.tar.gz", "?"));
        assertRefused(
                Code.NESTED_ARCHIVE,
                "no-1.0.tar.gz",
                InputFile.bytes("no-1.0.tar.gz", TarGz.of("no-1.0", ImmutableMap.of("setup.py", ""))));
        assertRefused(Code.EGG_UNSUPPORTED, "old-1.0-py3.8.egg", InputFile.text("old-1.0-py3.8.egg", ""));

        byte[] sdist = TarGz.of("it-1.0", ImmutableMap.of("PKG-INFO", "Metadata-Version: 2.1\n"));
        try (DependencyArchive archive =
                open(InputFile.bytes("it-1.0.tar.gz", sdist), InputFile.text("six-1.16.0-py2.py3-none-any.whl", ""))) {
            assertThat(archive.listing().files()).hasSize(2);
        }
    }

    @Test
    void closing_twice_is_no_error() throws IOException {
        DependencyArchive archive = open(InputFile.text("a.py", ""));
        archive.close();
        archive.close();
    }
}
