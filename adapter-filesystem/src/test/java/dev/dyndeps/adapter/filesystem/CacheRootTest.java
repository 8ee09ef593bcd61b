package dev.dyndeps.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheRootTest {
    @TempDir
    Path home;

    @Test
    void the_variable_of_our_own_wins() {
        assertThat(CacheRoot.resolve(ImmutableMap.of(
                                "DYNDEPS_CACHE",
                                home + "/own",
                                "XDG_CACHE_HOME",
                                home + "/xdg",
                                "HOME",
                                home.toString()))
                        .folder())
                .isEqualTo(home.resolve("own"))
                .isDirectory();
    }

    @Test
    void else_it_is_in_the_folder_of_all_caches() {
        assertThat(CacheRoot.resolve(ImmutableMap.of("XDG_CACHE_HOME", home + "/xdg", "HOME", home.toString()))
                        .folder())
                .isEqualTo(home.resolve("xdg/dyndeps"));
    }

    @Test
    void else_it_is_in_the_home() {
        assertThat(CacheRoot.resolve(ImmutableMap.of("HOME", home.toString())).folder())
                .isEqualTo(home.resolve(".cache/dyndeps"));
    }

    @Test
    void an_empty_variable_counts_as_none() {
        assertThat(CacheRoot.resolve(
                                ImmutableMap.of("DYNDEPS_CACHE", "", "XDG_CACHE_HOME", "", "HOME", home.toString()))
                        .folder())
                .isEqualTo(home.resolve(".cache/dyndeps"));
    }

    @Test
    void a_relative_folder_of_all_caches_counts_as_none() {
        assertThat(CacheRoot.resolve(ImmutableMap.of("XDG_CACHE_HOME", "xdg", "HOME", home.toString()))
                        .folder())
                .isEqualTo(home.resolve(".cache/dyndeps"));
    }

    @Test
    void it_is_made_for_this_user_alone() throws IOException {
        CacheRoot root = CacheRoot.resolve(ImmutableMap.of("HOME", home.toString()));

        assertThat(modes(root.folder())).isEqualTo("rwx------");
    }

    @Test
    void one_that_is_there_keeps_its_modes() throws IOException {
        Path own = Files.createDirectory(home.resolve("own"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThat(modes(CacheRoot.resolve(ImmutableMap.of("DYNDEPS_CACHE", own.toString()))
                        .folder()))
                .isEqualTo("rwxrwxr-x");
    }

    @Test
    void one_that_every_user_can_write_to_is_refused() throws IOException {
        Path own = Files.createDirectory(home.resolve("own"));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertRefused(own, "every user can write to it");
    }

    @Test
    void one_of_another_user_is_refused_even_by_root() throws IOException {
        Path own = Files.createDirectory(home.resolve("own"));
        try {
            Files.setOwner(
                    own, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this user may not give a folder away: " + e);
        }

        assertRefused(own, "it belongs to another user");
    }

    @Test
    void a_file_in_its_place_is_refused() throws IOException {
        assertRefused(Files.writeString(home.resolve("own"), "a file"), "a file stands where a folder must be");
        assertRefused(home.resolve("own/below"), "not a directory");
    }

    @Test
    void one_that_cannot_be_written_to_is_refused() throws Exception {
        try (SmallDisk readOnly = SmallDisk.mount(home)) {
            Files.createDirectory(home.resolve("own"));
            readOnly.makeReadOnly();

            assertRefused(home.resolve("own"), "it cannot be written to");
            assertRefused(home.resolve("new"), "read-only file system");
        }
    }

    private static void assertRefused(Path own, String why) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> CacheRoot.resolve(ImmutableMap.of("DYNDEPS_CACHE", own.toString())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.OUTPUT_UNWRITABLE))
                .satisfies(e -> assertThat(e.where()).isEqualTo(own.toString()))
                .satisfies(e -> assertThat(e.what()).contains(why))
                .satisfies(e -> assertThat(e.next()).contains("DYNDEPS_CACHE"));
    }

    private static String modes(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
