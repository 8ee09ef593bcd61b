package dev.dyndeps.domain.wheelhouse;

import static dev.dyndeps.domain.wheelhouse.Wheels.wheel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.PythonVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedTreeTest {
    private static final PythonVersion PYTHON = new PythonVersion(3, 10);

    @Test
    void a_package_that_one_wheel_opens_is_a_root_for_all_that_add_to_it() {
        WheelContents core = wheel("core", "core/__init__.py");
        WheelContents plugin = wheel("coreplug", "core/providers/foo/__init__.py");

        MergedTree tree = MergedTree.of(List.of(core, plugin), PYTHON);

        assertThat(tree.roots()).containsOnlyKeys("core");
        assertThat(tree.rootsOf(plugin)).containsExactly("core");
    }

    @Test
    void the_data_folder_is_spread_as_an_installer_does() {
        WheelContents wheel = wheel(
                "shapes",
                "shapes-1.0.data/purelib/one/__init__.py",
                "shapes-1.0.data/platlib/two.py",
                "shapes-1.0.data/data/share/x.txt",
                "shapes-1.0.data/scripts/tool",
                "shapes-1.0.data/headers/h.h");

        MergedTree tree = MergedTree.of(List.of(wheel), PYTHON);

        assertThat(tree.roots()).containsOnlyKeys("one", "two");
        assertThat(tree.of(wheel).files()).contains("share/x.txt", "bin/tool").doesNotContain("headers/h.h", "h.h");
    }

    @Test
    void the_standard_library_of_the_target_wins_with_a_warning() {
        WheelContents backport = wheel("dataclasses", "dataclasses.py");

        MergedTree tree = MergedTree.of(List.of(backport), PYTHON);

        assertThat(tree.roots()).isEmpty();
        assertThat(tree.of(backport).skip()).containsExactly("dataclasses");
        assertThat(tree.warnings()).singleElement().asString().contains("dataclasses", "standard library");
    }

    @Test
    void a_name_that_the_target_has_not_in_its_standard_library_yet_stays() {
        WheelContents tomllib = wheel("tomllib-backport", "tomllib/__init__.py");

        assertThat(MergedTree.of(List.of(tomllib), PYTHON).roots()).containsOnlyKeys("tomllib");
        assertThat(MergedTree.of(List.of(tomllib), new PythonVersion(3, 11)).roots())
                .isEmpty();
    }

    @Test
    void a_name_that_the_target_has_no_more_in_its_standard_library_stays() {
        WheelContents setuptools = wheel("legacy-imp", "imp.py");

        assertThat(MergedTree.of(List.of(setuptools), PYTHON).roots()).isEmpty();
        assertThat(MergedTree.of(List.of(setuptools), new PythonVersion(3, 12)).roots())
                .containsOnlyKeys("imp");
    }

    @Test
    void tests_and_setup_scripts_beside_the_real_package_are_litter() {
        WheelContents wheel = wheel("real", "real/__init__.py", "tests/__init__.py", "setup.py", "conftest.py");

        MergedTree tree = MergedTree.of(List.of(wheel), PYTHON);

        assertThat(tree.roots()).containsOnlyKeys("real");
        assertThat(tree.of(wheel).skip()).containsExactly("conftest", "setup", "tests");
        assertThat(tree.warnings()).isEmpty();
    }

    @Test
    void a_package_called_tests_stays_where_it_is_all_that_a_wheel_has() {
        assertThat(MergedTree.of(List.of(wheel("onlytests", "tests/__init__.py")), PYTHON)
                        .roots())
                .containsOnlyKeys("tests");
    }

    @Test
    void the_public_root_is_the_one_named_like_the_distribution() {
        WheelContents wheel = wheel(
                "google-cloud-storage", "google/cloud/storage/__init__.py", "google/cloud/_storage_v2/__init__.py");

        assertThat(MergedTree.of(List.of(wheel), PYTHON).publicRootsOf(wheel)).containsExactly("google.cloud.storage");
    }

    @Test
    void without_such_a_name_the_public_roots_are_those_without_an_underscore() {
        WheelContents wheel = wheel("pyyaml", "yaml/__init__.py", "_yaml/__init__.py");

        assertThat(MergedTree.of(List.of(wheel), PYTHON).publicRootsOf(wheel)).containsExactly("yaml");
    }

    @Test
    void a_file_where_another_wheel_has_a_folder_is_refused_with_both_names() {
        WheelContents file = wheel("one", "one/__init__.py", "shared/data");
        WheelContents folder = wheel("two", "two/__init__.py", "shared/data/part.txt");

        assertThatThrownBy(() -> MergedTree.of(List.of(file, folder), PYTHON))
                .isInstanceOfSatisfying(UserError.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.WHEEL_CONFLICT);
                    assertThat(e.where()).isEqualTo("two-1.0-py3-none-any.whl");
                    assertThat(e.what()).contains("'shared/data'", "one-1.0-py3-none-any.whl");
                });
    }

    @Test
    void a_file_that_stays_out_or_is_spread_elsewhere_is_in_nobodys_way() {
        WheelContents litter = wheel("one", "one/__init__.py", "tests");
        WheelContents folder = wheel("two", "tests/__init__.py");
        WheelContents spread = wheel("three", "three-1.0.data/headers/one");

        assertThat(MergedTree.of(List.of(litter, folder, spread), PYTHON).roots())
                .containsOnlyKeys("one", "tests");
    }

    @Test
    void a_module_beside_a_package_of_its_name_is_legal_and_the_package_wins() {
        MergedTree tree = MergedTree.of(List.of(wheel("both1", "both.py"), wheel("both2", "both/__init__.py")), PYTHON);

        assertThat(tree.roots()).containsExactly(Map.entry("both", ImportRoots.Kind.PACKAGE));
    }

    @Test
    void names_that_differ_in_case_are_two_roots() {
        MergedTree tree = MergedTree.of(
                List.of(wheel("upper", "Casey/__init__.py"), wheel("lower", "casey/__init__.py")), PYTHON);

        assertThat(tree.roots()).containsOnlyKeys("Casey", "casey");
    }

    @Test
    void a_name_that_would_end_the_literal_of_a_stub_is_no_root() {
        WheelContents wheel = wheel(
                "odd", "a\"b.py", "c\"d/__init__.py", "e\\f.py", "g\nh.py", "i\u0085j/k.py", "hy-phen.py", "it's.py");

        assertThat(MergedTree.of(List.of(wheel), PYTHON).roots()).containsOnlyKeys("hy-phen", "it's");
    }
}
