package dev.dyndeps.it.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.it.Dyndeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code run --on databricks}: what a user sees of it, and what it does in the workspace. */
class DatabricksRunIT {
    @RegisterExtension
    static final DatabricksWorkspace DATABRICKS = DatabricksWorkspace.standard();

    @Test
    void an_input_is_imported_on_the_driver_and_the_worker_of_a_job_cluster() {
        Dyndeps.Result result = DATABRICKS.run("run", Dyndeps.example("pure_python.zip"), "--on", "databricks");

        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.out())
                .contains("driver", "worker", "pure_python: every requested import works on every node");
        assertThat(DATABRICKS.leftOfRuns()).isEmpty();
    }
}
