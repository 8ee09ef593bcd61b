package dev.dyndeps.domain.wheelhouse;

import static dev.dyndeps.domain.wheelhouse.Wheels.PYTHON_3_10;
import static dev.dyndeps.domain.wheelhouse.Wheels.asked;
import static dev.dyndeps.domain.wheelhouse.Wheels.metadata;
import static dev.dyndeps.domain.wheelhouse.Wheels.requiring;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.domain.python.DistributionName;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletenessTest {
    @Test
    void every_requirement_that_a_wheel_meets_is_part_of_the_proof() {
        Completeness proof = prove("pandas>=1", requiring("pandas", "numpy>=1.0"), requiring("numpy"));

        assertThat(proof.missing()).isEmpty();
        assertThat(proof.met())
                .containsExactly(
                        new Completeness.Met("pandas", "numpy>=1.0", "numpy 1.0"),
                        new Completeness.Met("requirements.txt:1", "pandas>=1", "pandas 1.0"));
    }

    @Test
    void what_nothing_meets_is_missing_with_the_chain_that_leads_there() {
        Completeness proof = prove("pandas", requiring("pandas", "numpy"), requiring("numpy", "libblas"));

        assertThat(proof.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.path()).isEqualTo("requirements.txt:1 → pandas 1.0 → numpy 1.0 → libblas");
            assertThat(missing.found()).isEmpty();
        });
    }

    @Test
    void a_version_that_does_not_fit_is_missing_and_named() {
        Completeness proof = prove("pandas", requiring("pandas", "numpy>=2"), requiring("numpy"));

        assertThat(proof.missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.found()).isEqualTo("1.0"));
    }

    @Test
    void markers_are_evaluated_for_the_target_and_not_for_any_interpreter_here() {
        Completeness proof =
                prove("rich", requiring("rich", "tomli; python_version < '3.11'", "winonly; sys_platform == 'win32'"));

        assertThat(proof.missing())
                .singleElement()
                .satisfies(
                        missing -> assertThat(missing.requirement().toString()).isEqualTo("tomli"));
    }

    @Test
    void an_extra_is_followed_only_where_it_is_asked_for() {
        WheelContents requests = requiring("requests", "pysocks; extra == 'socks'");

        assertThat(prove("requests", requests).missing()).isEmpty();
        assertThat(prove("requests[socks]", requests).missing()).hasSize(1);
    }

    @Test
    void an_extra_that_a_wheel_asks_for_is_followed_as_well() {
        Completeness proof =
                prove("app", requiring("app", "requests[socks]"), requiring("requests", "pysocks; extra == 'socks'"));

        assertThat(proof.missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.path()).contains("requests 1.0 → pysocks"));
    }

    @Test
    void wheels_that_require_each_other_are_walked_once() {
        Completeness proof = prove("a", requiring("a", "b"), requiring("b", "a"));

        assertThat(proof.missing()).isEmpty();
        assertThat(proof.needed()).hasSize(2);
    }

    @Test
    void a_wheel_that_nothing_asks_for_is_not_needed() {
        Completeness proof = prove("a", requiring("a"), requiring("leftover"));

        assertThat(proof.needed()).containsExactly(DistributionName.of("a"));
    }

    @Test
    void what_the_input_brings_itself_is_a_start_as_well() {
        Completeness proof = Completeness.of(
                List.of(), List.of(DistributionName.of("mine")), metadata(requiring("mine", "dep")), PYTHON_3_10);

        assertThat(proof.missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.path()).isEqualTo("the input → mine 1.0 → dep"));
    }

    @Test
    void a_requirement_of_the_input_that_is_not_for_the_target_is_passed_over() {
        assertThat(prove("windows-curses; sys_platform == 'win32'").missing()).isEmpty();
    }

    private static Completeness prove(String requirement, WheelContents... wheels) {
        return Completeness.of(List.of(asked(requirement)), List.of(), metadata(wheels), PYTHON_3_10);
    }
}
