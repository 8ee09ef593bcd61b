package dev.dyndeps.domain.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static UserError refused(Input input) {
        return refused(input::recognized);
    }

    private static UserError refused(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(UserError.class, call), "it was accepted");
    }

    @Test
    void an_empty_input_is_told_what_was_found_and_looked_for() {
        assertThat(refused(Input.of("a.csv", "b.csv", "README.md")))
                .hasMessage(
                        "EMPTY_INPUT: the root: nothing in the input is a dependency: found 3 files (2 *.csv, 1 *.md), looked for"
                                + " requirements.txt, a project (pyproject.toml, setup.py, setup.cfg), wheels, source"
                                + " distributions, Python files or a pylock.toml. Put at least one of these in: requirements.txt, a"
                                + " project (pyproject.toml, setup.py, setup.cfg), wheels, source distributions, Python files or a"
                                + " pylock.toml.");
    }

    @Test
    void a_virtual_environment_is_told_to_be_frozen() {
        assertThat(refused(Input.of("venv/pyvenv.cfg", "venv/lib/a.py")).next()).contains("pip freeze");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requirement.txt", "requirments.txt", "reqiurements.txt", "requirements-dev.txt",
                        "dev-requirements.txt",
                "requirements.in", "requirements.txt.txt", "requirements", "reqs.txt", "constraints.txt",
                "requirements/base.txt"
            })
    void another_name_of_a_requirements_file_is_listed(String name) {
        UserError error = refused(Input.of(name, "main.py"));

        assertThat(error.code()).isEqualTo(Code.REQUIREMENTS_NAME);
        assertThat(error.where()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"equipment.txt", "notes.txt", "requirements.yml", "requirements.md"})
    void other_names_are_not(String name) {
        assertThat(Input.of(name, "main.py").recognized().format()).isEqualTo(Format.PURE_PYTHON);
    }

    @Test
    void other_names_beside_requirements_are_ignored() {
        assertThat(Input.of("requirements.txt", "requirements-dev.txt")
                        .recognized()
                        .ignored())
                .extracting(Recognition.Ignored::reason)
                .containsExactly("read only where requirements.txt includes it");
    }

    @ParameterizedTest
    @CsvSource({
        "poetry.lock,poetry export",
        "Pipfile.lock,pipenv requirements",
        "Pipfile,pipenv requirements",
        "uv.lock,uv export",
        "pdm.lock,pdm export",
        "environment.yml,pip list --format=freeze",
        "conda-lock.yml,pip list --format=freeze",
        "pixi.lock,pixi list"
    })
    void a_lock_file_of_another_tool_is_told_how_to_be_exported(String name, String command) {
        UserError error = refused(Input.of(name, "main.py"));

        assertThat(error.code()).isEqualTo(Code.LOCK_UNSUPPORTED);
        assertThat(error.next()).contains(command);
    }

    @ParameterizedTest
    @CsvSource({
        "a/six-1.16.0-py3-none-any.whl,six-1.15.0-py3-none-any.whl",
        "a/six-1.16.0-py3-none-any.whl,six-1.16.0-py2.py3-none-any.whl",
        "a/six-1.16.0-py3-none-any.whl,b/six-1.16.0-py3-none-any.whl",
        "a/six-1.16.0.tar.gz,six-1.16.0-py3-none-any.whl",
        "a/six-1.16.0.tar.gz,six-1.15.0.zip"
    })
    void one_distribution_twice_is_refused(String one, String other) {
        assertThat(refused(Input.of(other).with(one, "another content")).code()).isEqualTo(Code.DUPLICATE_DISTRIBUTION);
    }

    @Test
    void two_projects_of_one_name_are_refused() {
        String project = "[project]\nname = \"a\"\nversion = \"1\"\n";

        assertThat(refused(new Input().with("x/pyproject.toml", project).with("y/pyproject.toml", project))
                        .where())
                .isEqualTo("x/pyproject.toml and y/pyproject.toml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[tool.poetry]\nname = \"a\"",
                "[build-system]\nbuild-backend = \"x\"",
                "[project]\nname = \"a\"",
                "[build-system]\nrequires = []\n[project]\nversion = \"1\"",
                "this is no TOML"
            })
    void a_project_that_could_not_be_built_as_it_stands_is_refused(String pyproject) {
        UserError error = refused(new Input().with("a/pyproject.toml", pyproject));

        assertThat(error.code()).isEqualTo(Code.PROJECT_INVALID);
        assertThat(error.where()).startsWith("a/pyproject.toml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[tool.poetry]\nname = \"a\"\n[build-system]\nrequires = [\"poetry-core\"]",
                "[project]\nname = \"a\"\nversion = \"1\"",
                "[project]\nname = \"a\"\ndynamic = [\"version\"]"
            })
    void a_project_that_can_be_built_is_not(String pyproject) {
        assertThat(new Input().with("pyproject.toml", pyproject).recognized().format())
                .isEqualTo(Format.PACKAGED);
    }

    @Test
    void a_broken_project_among_the_tests_of_another_does_not_count() {
        assertThat(Input.of("setup.py")
                        .with("tests/bad/pyproject.toml", "no TOML")
                        .recognized()
                        .format())
                .isEqualTo(Format.PACKAGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pylock.a.toml pylock.b.toml",
                "main.py part/pylock.toml",
                "pandas/__init__.py pandas-2.1.0.dist-info/METADATA",
                "wheelhouse.json _wheelhouse_0123456789ab/__init__.py"
            })
    void an_unclear_shape_lists_the_candidates_and_what_would_settle_it(String files) {
        UserError error = refused(Input.of(files.split(" ")));

        assertThat(error.code()).isEqualTo(Code.AMBIGUOUS_INPUT);
        assertThat(error.next()).containsAnyOf("--lock", "--format", "'verify'");
    }

    @ParameterizedTest
    @CsvSource({
        "requirements,main.py",
        "requirements,a/requirements.txt main.py",
        "pure_python,requirements.txt",
        "packaged,requirements.txt",
        "packaged,x.py a/setup.py",
        "existing_wheels,requirements.txt",
        "mixed,main.py",
        "nested,requirements.txt",
        "mixed,a/requirements.txt b/requirements.txt"
    })
    void a_format_that_the_input_does_not_have_is_refused(String format, String files) {
        UserError error = refused(() -> Input.of(files.split(" ")).recognizedAs(Format.parse(format)));

        assertThat(error.code()).isEqualTo(Code.FORMAT_MISMATCH);
        assertThat(error.where()).isEqualTo("--format " + format);
    }

    @Test
    void a_wheel_with_a_bad_name_is_named_by_its_path() {
        assertThat(refused(Input.of("a/six.whl", "b.py")).where()).isEqualTo("a/six.whl");
    }

    @Test
    void an_archive_that_is_no_source_distribution_is_refused() {
        assertThat(refused(Input.of("more.zip", "a.py")).code()).isEqualTo(Code.NESTED_ARCHIVE);
    }
}
