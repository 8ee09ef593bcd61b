package dev.dyndeps.domain.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.dyndeps.domain.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabricksComputeTest {
    private static final Compute SERVERLESS = new Compute.Serverless("4");
    private static final Compute CLUSTER = new Compute.JobCluster("14.3.x-scala2.12", 1, "{}");

    @ParameterizedTest
    @CsvSource({
        "dbr-13.3, 13.3.x-scala2.12",
        "dbr-14.3, 14.3.x-scala2.12",
        "dbr-16.4, 16.4.x-scala2.12",
        "dbr-17.3, 17.3.x-scala2.13"
    })
    void a_runtime_is_named_with_its_scala(String target, String version) {
        assertThat(DatabricksCompute.cluster(target, 2, "{}")).isEqualTo(new Compute.JobCluster(version, 2, "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"serverless-4", "local", "python3.10-manylinux_2_35_x86_64"})
    void what_is_no_runtime_is_refused_for_a_cluster(String target) {
        assertThatExceptionOfType(UserError.class).isThrownBy(() -> DatabricksCompute.cluster(target, 1, "{}"));
    }

    @Test
    void an_environment_of_serverless_compute_is_a_number() {
        assertThat(DatabricksCompute.serverless("serverless-4")).isEqualTo(SERVERLESS);
        assertThatExceptionOfType(UserError.class).isThrownBy(() -> DatabricksCompute.serverless("dbr-14.3"));
    }

    @Test
    void every_compute_reads_a_volume() {
        for (String base : new String[] {"/Volumes/c/s/v", "dbfs:/Volumes/c/s/v"}) {
            assertThatNoException()
                    .isThrownBy(() -> DatabricksCompute.requireReadable(new StorePath(base), SERVERLESS));
            assertThatNoException().isThrownBy(() -> DatabricksCompute.requireReadable(new StorePath(base), CLUSTER));
        }
    }

    @Test
    void there_are_no_files_above_the_volumes() {
        for (String base : new String[] {"/Volumes/c", "/Volumes/c/s", "dbfs:/Volumes/c/s"}) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> DatabricksCompute.requireReadable(new StorePath(base), CLUSTER))
                    .satisfies(e -> assertThat(e.where()).isEqualTo(base));
        }
    }

    @Test
    void only_clusters_read_dbfs() {
        StorePath dbfs = new StorePath("dbfs:/FileStore/pyfiles_test");

        assertThatNoException().isThrownBy(() -> DatabricksCompute.requireReadable(dbfs, CLUSTER));
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> DatabricksCompute.requireReadable(dbfs, SERVERLESS))
                .satisfies(e -> assertThat(e.next()).contains("--base /Volumes/"));
    }

    @Test
    void no_cluster_reads_a_folder_of_this_machine() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> DatabricksCompute.requireReadable(new StorePath("/tmp/base"), CLUSTER));
    }
}
