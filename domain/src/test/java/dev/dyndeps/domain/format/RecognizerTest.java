package dev.dyndeps.domain.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Recognition.Ignored;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecognizerTest {
    @Test
    void a_downloaded_repository_is_unwrapped_and_the_report_says_so() {
        Recognition recognition =
                Input.of("repo-main/requirements.txt", "repo-main/README.md").recognized();

        assertThat(recognition.prefix()).isEqualTo(ArchivePath.of("repo-main"));
        assertThat(recognition.why())
                .containsExactly(
                        "Everything stands in the folder repo-main, which was unwrapped.",
                        "The root has requirements.txt.",
                        "So the format is requirements: they are resolved against the package index.");
        assertThat(recognition.ignored())
                .containsExactly(new Ignored(ArchivePath.of("repo-main/README.md"), "no dependency by itself"));
    }

    @Test
    void three_levels_are_unwrapped() {
        assertThat(Input.of("a/b/c/requirements.txt").recognized().format()).isEqualTo(Format.REQUIREMENTS);
    }

    @Test
    void a_fourth_level_is_a_folder_of_its_own() {
        Recognition recognition = Input.of("a/b/c/d/requirements.txt").recognized();

        assertThat(recognition.prefix()).isEqualTo(ArchivePath.of("a/b/c"));
        assertThat(recognition.format()).isEqualTo(Format.NESTED);
    }

    @Test
    void a_package_is_not_unwrapped() {
        Recognition recognition = Input.of("mypkg/__init__.py", "mypkg/core.py").recognized();

        assertThat(recognition.prefix()).isEqualTo(ArchivePath.ROOT);
        assertThat(recognition.units().get(0).moduleRoot()).isEqualTo(ArchivePath.ROOT);
    }

    @Test
    void noise_beside_the_one_folder_does_not_hinder_unwrapping() {
        assertThat(Input.of("__MACOSX/._x", ".DS_Store", "repo/requirements.txt")
                        .recognized()
                        .prefix())
                .isEqualTo(ArchivePath.of("repo"));
    }

    @Test
    void a_file_beside_the_one_folder_hinders_unwrapping() {
        assertThat(Input.of("notes.txt", "repo/requirements.txt").recognized().prefix())
                .isEqualTo(ArchivePath.ROOT);
    }

    @Test
    void noise_is_reported_by_its_highest_folder() {
        Recognition recognition = Input.of(
                        "a.py",
                        "__pycache__/a.cpython-310.pyc",
                        ".git/HEAD",
                        "Thumbs.db",
                        "env/pyvenv.cfg",
                        "env/lib/x.py")
                .recognized();

        assertThat(recognition.ignored())
                .extracting(i -> i.path().value())
                .containsExactly(".git", "Thumbs.db", "__pycache__", "env");
        assertThat(recognition.units().get(0).modules()).containsExactly(ArchivePath.of("a.py"));
    }

    @Test
    void what_a_build_left_beside_a_project_is_ignored() {
        Recognition recognition = Input.of(
                        "setup.py", "build/lib/a.py", "dist/a-1-py3-none-any.whl", "a.egg-info/PKG-INFO")
                .recognized();

        assertThat(recognition.ignored())
                .extracting(i -> i.path().value())
                .containsExactly("a.egg-info", "build", "dist");
    }

    @Test
    void the_same_folders_beside_no_project_count() {
        assertThat(Input.of("dist/a-1-py3-none-any.whl", "a.py").recognized().format())
                .isEqualTo(Format.NESTED);
    }

    @Test
    void data_goes_with_the_modules_beside_or_above_it_and_papers_of_the_repository_do_not() {
        Recognition recognition = Input.of(
                        "README.md",
                        "LICENSE",
                        ".env",
                        "pkg/__init__.py",
                        "pkg/table.csv",
                        "pkg/data/x.json",
                        "docs/a.png")
                .recognized();

        assertThat(recognition.units().get(0).modules())
                .extracting(ArchivePath::value)
                .containsExactly("pkg/__init__.py", "pkg/data/x.json", "pkg/table.csv");
        assertThat(recognition.ignored())
                .containsExactlyInAnyOrder(
                        new Ignored(ArchivePath.of(".env"), "hidden"),
                        new Ignored(ArchivePath.of("LICENSE"), "no dependency by itself"),
                        new Ignored(ArchivePath.of("README.md"), "no dependency by itself"),
                        new Ignored(ArchivePath.of("docs"), "no dependency by itself"));
    }

    @Test
    void a_folder_of_a_unit_that_is_a_package_keeps_its_name() {
        Recognition recognition = Input.of("main.py", "mypkg/__init__.py", "mypkg/requirements.txt")
                .recognized();

        assertThat(recognition.units())
                .extracting(Unit::root, Unit::moduleRoot)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(ArchivePath.ROOT, ArchivePath.ROOT),
                        org.assertj.core.api.Assertions.tuple(ArchivePath.of("mypkg"), ArchivePath.ROOT));
    }

    @Test
    void every_folder_with_a_marker_is_a_unit_with_its_own_shape() {
        Recognition recognition = Input.of(
                        "services/a/requirements.txt",
                        "services/a/main.py",
                        "services/b/setup.py",
                        "services/b/b/__init__.py",
                        "wheels/six-1.16.0-py3-none-any.whl",
                        "tool.py")
                .recognized();

        assertThat(recognition.units())
                .extracting(u -> u.root() + " " + u.format())
                .containsExactly(". pure_python", "services/a mixed", "services/b packaged", "wheels existing_wheels");
        assertThat(recognition.why())
                .containsExactly(
                        "The root has 1 Python file in no project (tool.py).",
                        "services/a has requirements.txt.",
                        "services/a has 1 Python file in no project (main.py).",
                        "services/b is a project to build, by its setup.py.",
                        "wheels has 1 wheel (six-1.16.0-py3-none-any.whl).",
                        "So the format is nested: one resolution over what these 4 folders bring.");
    }

    @Test
    void a_setup_cfg_alone_is_built_with_a_supplied_build_system_and_the_report_says_so() {
        Recognition recognition = Input.of("setup.cfg", "mypkg.py").recognized();

        assertThat(recognition.units().get(0).projects())
                .containsExactly(new Unit.Project(ArchivePath.ROOT, ArchivePath.of("setup.cfg"), true));
        assertThat(recognition.why().get(0)).contains("built with setuptools, supplied here");
    }

    @Test
    void tool_settings_make_no_project() {
        Recognition recognition = Input.of("a.py")
                .with("pyproject.toml", "[tool.ruff]\n")
                .with("setup.cfg", "[flake8]\nname = x\n")
                .recognized();

        assertThat(recognition.format()).isEqualTo(Format.PURE_PYTHON);
        assertThat(recognition.units().get(0).modules()).containsExactly(ArchivePath.of("a.py"));
    }

    @Test
    void a_lone_pylock_is_honoured() {
        assertThat(Input.of("pylock.toml").recognized().lock()).contains(ArchivePath.of("pylock.toml"));
    }

    @Test
    void a_lock_file_beside_requirements_is_ignored_with_a_warning() {
        Recognition recognition =
                Input.of("requirements.txt", "pylock.toml", "poetry.lock").recognized();

        assertThat(recognition.lock()).isEmpty();
        assertThat(recognition.warnings())
                .hasSize(2)
                .anyMatch(w -> w.startsWith("pylock.toml") && w.contains("--lock"));
    }

    @Test
    void a_wheel_inside_a_project_is_the_projects_data_and_warned_about() {
        Recognition recognition =
                Input.of("setup.py", "wheels/six-1.16.0-py3-none-any.whl").recognized();

        assertThat(recognition.format()).isEqualTo(Format.PACKAGED);
        assertThat(recognition.warnings())
                .singleElement()
                .asString()
                .startsWith("wheels/six-1.16.0-py3-none-any.whl: ");
    }

    @Test
    void requirements_in_other_letters_are_taken_with_a_warning() {
        assertThat(Input.of("Requirements.txt").recognized().warnings())
                .singleElement()
                .asString()
                .contains("differ in case");
    }

    @Test
    void the_same_wheel_twice_counts_once_if_its_bytes_are_the_same() {
        Recognition recognition = Input.of("a/six-1.16.0-py3-none-any.whl", "bb/requirements.txt")
                .with(
                        "bb/six-1.16.0-py3-none-any.whl",
                        Input.of("a/six-1.16.0-py3-none-any.whl")
                                .bytes(ArchivePath.of("a/six-1.16.0-py3-none-any.whl")))
                .recognized();

        assertThat(recognition.twins())
                .containsExactly(new Twins(
                        ArchivePath.of("a/six-1.16.0-py3-none-any.whl"),
                        ArchivePath.of("bb/six-1.16.0-py3-none-any.whl")));
        assertThat(recognition.units().get(1).wheels()).isEmpty();
    }

    @Test
    void wheels_of_one_distribution_for_different_tags_are_fine() {
        assertThat(Input.of(
                                "numpy-1.26.4-cp310-cp310-manylinux_2_17_x86_64.whl",
                                "numpy-2.1.0-cp312-cp312-manylinux_2_17_x86_64.whl")
                        .recognized()
                        .units()
                        .get(0)
                        .wheels())
                .hasSize(2);
    }

    @Test
    void each_format_can_be_asked_for() {
        List<String> everything = List.of("requirements.txt", "setup.py", "six-1.16.0-py3-none-any.whl", "pkg/a.py");
        Input input = Input.of(everything.toArray(String[]::new));

        assertThat(input.recognizedAs(Format.REQUIREMENTS).units().get(0).requirements())
                .isPresent();
        assertThat(input.recognizedAs(Format.PACKAGED).units().get(0).wheels()).isEmpty();
        assertThat(input.recognizedAs(Format.EXISTING_WHEELS).units().get(0).projects())
                .isEmpty();
        assertThat(input.recognizedAs(Format.PURE_PYTHON).units().get(0).modules())
                .containsExactly(ArchivePath.of("pkg/a.py"));
        assertThat(input.recognizedAs(Format.MIXED).format()).isEqualTo(Format.MIXED);
        assertThat(Input.of("deps/requirements.txt").recognizedAs(Format.NESTED).format())
                .isEqualTo(Format.NESTED);
    }

    @Test
    void mixed_can_be_asked_for_where_folders_would_make_it_nested() {
        Recognition recognition = Input.of("requirements.txt", "wheels/six-1.16.0-py3-none-any.whl")
                .recognizedAs(Format.MIXED);

        assertThat(recognition.units()).singleElement().satisfies(unit -> {
            assertThat(unit.requirements()).isPresent();
            assertThat(unit.wheels()).hasSize(1);
        });
    }
}
