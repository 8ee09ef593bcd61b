package dev.dyndeps.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import org.junit.jupiter.api.Test;

class PythonSourcesTest {
    private final RuntimeSource source = PythonSources.wheelhouse();

    @Test
    void both_stubs_leave_room_for_the_package_and_the_root() {
        assertThat(source.packageStub()).contains("{package}", "{root}");
        assertThat(source.moduleStub()).contains("{package}", "{root}");
    }

    @Test
    void only_the_stub_of_a_package_answers_for_its_path() {
        assertThat(source.packageStub()).contains("__path__");
        assertThat(source.moduleStub()).doesNotContain("__path__");
    }

    @Test
    void the_stub_of_an_alias_needs_nothing_filled_in() {
        assertThat(source.aliasStub()).contains("import _user_modules_aliases").doesNotContain("{");
    }

    @Test
    void the_runtime_offers_what_the_stubs_call() {
        assertThat(source.runtime().get("__init__.py")).contains("\ndef load(", "\ndef path_of(");
        assertThat(source.aliases()).contains("\ndef become(");
    }

    @Test
    void the_texts_are_the_same_on_every_platform() {
        assertThat(source.runtime()
                        + source.aliases()
                        + source.packageStub()
                        + source.moduleStub()
                        + source.aliasStub())
                .doesNotContain("\r");
    }

    @Test
    void every_task_has_its_script_in_the_tasks_order() {
        assertThat(PythonSources.tasks().keySet()).containsExactly("process", "load_and_validate", "cleanup");
        assertThat(PythonSources.tasks().values())
                .allSatisfy(script ->
                        assertThat(script).contains("\nif __name__ == \"__main__\":\n    main(sys.argv[1:])\n"));
    }

    @Test
    void a_task_that_does_not_exist_is_refused() {
        assertThatThrownBy(() -> PythonSources.task("../wheelhouse/runtime"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../wheelhouse/runtime");
    }
}
