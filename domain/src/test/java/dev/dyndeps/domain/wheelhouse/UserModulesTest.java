package dev.dyndeps.domain.wheelhouse;

import static dev.dyndeps.domain.wheelhouse.Wheels.RUNTIME;
import static dev.dyndeps.domain.wheelhouse.Wheels.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.python.WheelName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserModulesTest {
    @Test
    void modules_become_a_package_with_an_alias_for_each_top_level_module() {
        UserModules wheel = of("calculator.py", "utils/helpers.py", "utils/data.txt");

        assertThat(paths(wheel))
                .containsExactlyInAnyOrder(
                        "user_modules/calculator.py",
                        "user_modules/utils/helpers.py",
                        "user_modules/utils/data.txt",
                        "user_modules/__init__.py",
                        "user_modules/utils/__init__.py",
                        "calculator.py",
                        "utils.py",
                        "_user_modules_aliases.py",
                        info(wheel, "METADATA"),
                        info(wheel, "WHEEL"),
                        info(wheel, "RECORD"),
                        info(wheel, "top_level.txt"));
    }

    @Test
    void an_init_of_the_users_own_is_kept() {
        UserModules wheel = of("pkg/__init__.py", "pkg/a.py");

        assertThat(wheel.zip().entries())
                .filteredOn(entry -> entry.path().equals("user_modules/pkg/__init__.py"))
                .singleElement()
                .isInstanceOf(ZipPlan.Content.class);
    }

    @Test
    void a_folder_called_user_modules_is_the_package_itself() {
        assertThat(paths(of("user_modules/calculator.py")))
                .contains("user_modules/calculator.py", "calculator.py")
                .doesNotContain("user_modules/user_modules/calculator.py");
    }

    @Test
    void the_record_lists_every_file_with_its_digest() {
        UserModules wheel = of("calculator.py");

        String record = text(wheel, info(wheel, "RECORD"));
        assertThat(record.lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyInAnyOrderElementsOf(paths(wheel));
        assertThat(record).contains("user_modules/calculator.py,sha256=").contains(info(wheel, "RECORD") + ",,\n");
    }

    @Test
    void the_same_modules_are_the_same_wheel_and_a_change_is_another_version() {
        assertThat(of("a.py", "b.py")).isEqualTo(of("b.py", "a.py"));
        assertThat(of("a.py").fileName()).isNotEqualTo(of("b.py").fileName());
        assertThat(WheelName.parse(of("a.py").fileName()).name().toString()).isEqualTo("user-modules");
    }

    @Test
    void a_name_that_is_no_identifier_gives_a_warning_and_no_alias() {
        UserModules wheel = of("my-tool.py");

        assertThat(wheel.warnings()).singleElement().asString().contains("my-tool.py");
        assertThat(paths(wheel)).contains("user_modules/my-tool.py").doesNotContain("my-tool.py");
    }

    @Test
    void names_are_put_into_composed_form() {
        assertThat(paths(of("cafe\u0301.py"))).contains("user_modules/caf\u00e9.py", "caf\u00e9.py");
    }

    @Test
    void two_units_with_one_module_of_different_content_are_refused_with_both_paths() {
        List<UserModules.Module> modules = List.of(module("a/x.py", "x.py", "one"), module("b/x.py", "x.py", "two"));

        assertThatThrownBy(() -> UserModules.of(modules, RUNTIME))
                .hasMessageContaining("DUPLICATE_DISTRIBUTION")
                .hasMessageContaining("a/x.py and b/x.py");
    }

    @Test
    void two_units_with_the_same_module_share_it() {
        List<UserModules.Module> modules = List.of(module("a/x.py", "x.py", "one"), module("b/x.py", "x.py", "one"));

        assertThat(paths(UserModules.of(modules, RUNTIME))).containsOnlyOnce("user_modules/x.py");
    }

    private static UserModules of(String... files) {
        return UserModules.of(
                Arrays.stream(files).map(file -> module(file, file, file)).toList(), RUNTIME);
    }

    private static UserModules.Module module(String source, String path, String content) {
        return new UserModules.Module(ArchivePath.of(source), ArchivePath.of(path), 10, sha256(content), false);
    }

    private static List<String> paths(UserModules wheel) {
        return wheel.zip().entries().stream().map(ZipPlan.Entry::path).toList();
    }

    private static String info(UserModules wheel, String file) {
        return wheel.fileName().replace("-py3-none-any.whl", ".dist-info/") + file;
    }

    private static String text(UserModules wheel, String path) {
        return wheel.zip().entries().stream()
                .filter(entry -> entry.path().equals(path))
                .map(entry -> ((ZipPlan.Text) entry).text())
                .findFirst()
                .orElseThrow();
    }
}
