package dev.dyndeps.domain.wheelhouse;

import static dev.dyndeps.domain.wheelhouse.ImportRoots.Kind.MODULE;
import static dev.dyndeps.domain.wheelhouse.ImportRoots.Kind.PACKAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportRootsTest {
    @Test
    void a_folder_with_an_init_is_a_package_and_what_is_in_it_is_no_root() {
        assertThat(roots("pandas/__init__.py", "pandas/core/frame.py")).isEqualTo(Map.of("pandas", PACKAGE));
    }

    @Test
    void a_folder_without_an_init_is_an_open_namespace_whose_children_are_roots() {
        assertThat(roots("google/cloud/storage/__init__.py", "google/cloud/version.py"))
                .isEqualTo(Map.of("google.cloud.storage", PACKAGE, "google.cloud.version", MODULE));
    }

    @Test
    void modules_extension_modules_and_lone_bytecode_are_roots() {
        assertThat(roots("six.py", "_cffi_backend.cpython-310-x86_64-linux-gnu.so", "old.pyc", "fast.abi3.so"))
                .isEqualTo(Map.of("six", MODULE, "_cffi_backend", MODULE, "old", MODULE, "fast", MODULE));
    }

    @Test
    void a_package_whose_init_is_an_extension_module_or_bytecode_is_a_package() {
        assertThat(roots("a/__init__.cpython-310-x86_64-linux-gnu.so", "b/__init__.pyc"))
                .isEqualTo(Map.of("a", PACKAGE, "b", PACKAGE));
    }

    @Test
    void where_both_a_package_and_a_module_have_a_name_the_package_wins() {
        assertThat(roots("both.py", "both/__init__.py")).isEqualTo(Map.of("both", PACKAGE));
    }

    @Test
    void folders_that_cannot_be_imported_and_data_are_no_roots() {
        assertThat(roots("numpy.libs/libopenblas.so", "share/doc/x.txt", "ns/data.json"))
                .isEmpty();
    }

    private static Map<String, ImportRoots.Kind> roots(String... files) {
        return ImportRoots.of(List.of(files));
    }
}
