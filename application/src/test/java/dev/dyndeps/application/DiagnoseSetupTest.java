package dev.dyndeps.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.application.DiagnoseSetup.Diagnosis;
import dev.dyndeps.port.SetupProbe.Finding;
import dev.dyndeps.port.SetupProbe.State;
import org.junit.jupiter.api.Test;

/** A machine is fit for use unless a person has to install something. */
class DiagnoseSetupTest {
    private static final Finding JAVA = new Finding("Java", State.PRESENT, "17.0.9", "");
    private static final Finding PIP = new Finding("pip", State.ON_DEMAND, "not installed yet", "");
    private static final Finding PYTHON = new Finding("Python", State.MISSING, "no python3", "Install Python");

    private static Diagnosis diagnose(Finding... findings) {
        return new DiagnoseSetup(() -> ImmutableList.copyOf(findings)).run();
    }

    @Test
    void what_is_there_or_comes_by_itself_is_fine() {
        assertThat(diagnose(JAVA, PIP).healthy()).isTrue();
    }

    @Test
    void one_thing_that_is_missing_is_enough_to_say_no() {
        assertThat(diagnose(JAVA, PYTHON, PIP).healthy()).isFalse();
    }

    @Test
    void the_findings_keep_their_order() {
        assertThat(diagnose(PIP, PYTHON, JAVA).findings()).containsExactly(PIP, PYTHON, JAVA);
    }
}
