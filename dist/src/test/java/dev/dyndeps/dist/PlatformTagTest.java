package dev.dyndeps.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTagTest {
    private static final List<String> C = List.of("libc.so.6");

    @TempDir
    Path folder;

    @Test
    void it_is_the_newest_glibc_that_any_file_needs() throws IOException {
        elf("java", Elf.X86_64, C, "GLIBC_2.2.5", "GLIBC_2.17");
        elf("lib/libjvm.so", Elf.X86_64, C, "GLIBC_2.9", "GLIBC_2.34", "GLIBCXX_3.4", "CXXABI_1.3.9");

        assertThat(PlatformTag.of(folder)).isEqualTo("manylinux_2_34_x86_64");
    }

    @Test
    void the_architecture_is_the_files() throws IOException {
        elf("java", Elf.AARCH64, C, "GLIBC_2.17");

        assertThat(PlatformTag.of(folder)).isEqualTo("manylinux_2_17_aarch64");
    }

    @Test
    void what_needs_no_version_runs_on_the_oldest_that_has_a_tag() throws IOException {
        elf("java", Elf.X86_64, C);

        assertThat(PlatformTag.of(folder)).isEqualTo("manylinux_2_5_x86_64");
    }

    @Test
    void packed_relocations_need_glibc_2_36() throws IOException {
        elf("java", Elf.X86_64, C, "GLIBC_2.34", "GLIBC_ABI_DT_RELR");

        assertThat(PlatformTag.of(folder)).isEqualTo("manylinux_2_36_x86_64");
    }

    @Test
    void files_that_are_no_programs_say_nothing() throws IOException {
        elf("java", Elf.X86_64, C, "GLIBC_2.17");
        Files.writeString(folder.resolve("release"), "GLIBC_2.99");

        assertThat(PlatformTag.of(folder)).isEqualTo("manylinux_2_17_x86_64");
    }

    @Test
    void a_library_of_the_folder_itself_may_be_needed() throws IOException {
        elf("java", Elf.X86_64, List.of("libc.so.6", "libjvm.so"), "GLIBC_2.17");
        elf("lib/libjvm.so", Elf.X86_64, C);

        assertThat(PlatformTag.of(folder)).isEqualTo("manylinux_2_17_x86_64");
    }

    @Test
    void a_library_that_not_every_linux_has_is_refused_with_the_file_that_needs_it() throws IOException {
        elf("libsplashscreen.so", Elf.X86_64, List.of("libgif.so.7"));

        assertThatThrownBy(() -> PlatformTag.of(folder))
                .hasMessageContaining("libsplashscreen.so: it needs libgif.so.7");
    }

    @Test
    void files_for_two_machines_have_no_tag() throws IOException {
        elf("one", Elf.X86_64, C);
        elf("two", Elf.AARCH64, C);

        assertThatThrownBy(() -> PlatformTag.of(folder)).hasMessageContaining("[aarch64, x86_64]");
    }

    @Test
    void a_cut_file_is_refused_by_name() throws IOException {
        byte[] whole = Elf.file(Elf.X86_64, C, List.of("GLIBC_2.17"));
        Files.write(folder.resolve("cut.so"), Arrays.copyOf(whole, whole.length - 80));

        assertThatThrownBy(() -> PlatformTag.of(folder)).hasMessageContaining("cut.so: ");
    }

    @Test
    void the_java_that_runs_this_test_needs_what_its_own_libraries_say() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        assertThat(ElfFile.read(java)).hasValueSatisfying(elf -> {
            assertThat(elf.machine()).isEqualTo(System.getProperty("os.arch").replace("amd64", "x86_64"));
            assertThat(elf.libraries()).contains("libc.so.6", "libjli.so");
            assertThat(elf.versions()).anyMatch(version -> version.startsWith("GLIBC_2."));
        });
    }

    private void elf(String name, int machine, List<String> libraries, String... versions) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Elf.file(machine, libraries, List.of(versions)));
    }
}
