package dev.dyndeps.adapter.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.port.SetupProbe.Finding;
import dev.dyndeps.port.SetupProbe.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSetupProbeTest {
    @TempDir
    Path folder;

    @Test
    void what_will_be_made_is_no_fault_and_nothing_is_made_by_looking() {
        ImmutableList<Finding> findings = probe(Variables.inherited(), folder.resolve("cache"));

        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly(
                        "Java",
                        "Python",
                        "Pythons for run --python",
                        "pip (tools environment)",
                        "Spark (pyspark environment)",
                        "Cache folder",
                        "Disk");
        assertThat(finding(findings, "Java"))
                .isEqualTo(new Finding(
                        "Java",
                        State.PRESENT,
                        System.getProperty("java.version") + " at " + System.getProperty("java.home"),
                        ""));
        assertThat(finding(findings, "pip (tools environment)").state()).isEqualTo(State.ON_DEMAND);
        assertThat(finding(findings, "Spark (pyspark environment)").detail()).contains("pyspark==");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void without_a_Python_each_thing_that_needs_one_says_so_and_what_to_do() {
        Variables none = Variables.NONE.with("PATH", folder.toString());

        ImmutableList<Finding> findings = probe(none, folder.resolve("cache"));

        for (String what : ImmutableList.of("Python", "pip (tools environment)", "Spark (pyspark environment)")) {
            assertThat(finding(findings, what).state()).isEqualTo(State.MISSING);
            assertThat(finding(findings, what).fix()).contains("Install Python");
        }
        assertThat(finding(findings, "Java").state()).isEqualTo(State.PRESENT);
    }

    @Test
    void a_cache_folder_that_cannot_be_made_is_missing() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Finding cache = finding(probe(Variables.inherited(), file.resolve("cache")), "Cache folder");

        assertThat(cache.state()).isEqualTo(State.MISSING);
        assertThat(cache.fix()).contains(file.toString()).contains("DYNDEPS_CACHE");
    }

    private ImmutableList<Finding> probe(Variables variables, Path cache) {
        ProcessRunner processes = new ProcessRunner();
        Interpreters interpreters = new Interpreters(processes, variables, folder.resolve("home"));
        ManagedEnvironments environments = new ManagedEnvironments(processes, variables, cache);
        return new LocalSetupProbe(
                        interpreters,
                        environments,
                        ImmutableList.of("pip==0"),
                        new PysparkEnvironments(interpreters, environments),
                        cache)
                .probe();
    }

    private static Finding finding(ImmutableList<Finding> findings, String what) {
        return findings.stream()
                .filter(finding -> finding.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
