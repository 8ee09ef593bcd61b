package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterJsonTest {
    @ParameterizedTest
    @CsvSource({
        "https://dbc-1234.cloud.databricks.com,aws_attributes,ON_DEMAND",
        "https://adb-1234.5.azuredatabricks.net,azure_attributes,ON_DEMAND_AZURE",
        "https://1234.5.gcp.databricks.com,gcp_attributes,ON_DEMAND_GCP",
        "http://127.0.0.1:8080,aws_attributes,ON_DEMAND"
    })
    void machines_are_asked_for_on_demand_in_the_words_of_the_cloud(String host, String field, String value) {
        ObjectNode cluster = ClusterJson.of(cluster("{}"), Optional.of("type"), Optional.of(Cloud.of(host)));

        assertThat(cluster.path(field).path("availability").asText()).isEqualTo(value);
    }

    @Test
    void the_overlay_goes_over_what_we_choose_and_leaves_the_rest() {
        assertThat(whole("""
                {"node_type_id": "r5d.large", "num_workers": 8, "unknown_to_us": [1],
                 "aws_attributes": {"availability": "SPOT", "instance_profile_arn": "arn:x"}}""")).isEqualTo(TestWorkspace.json("""
                {"spark_version": "14.3.x-scala2.12", "data_security_mode": "SINGLE_USER", "node_type_id": "r5d.large",
                 "num_workers": 8, "unknown_to_us": [1],
                 "aws_attributes": {"availability": "SPOT", "instance_profile_arn": "arn:x"}}"""));
    }

    @Test
    void objects_of_the_overlay_are_merged_and_null_removes() {
        assertThat(whole("{\"aws_attributes\": {\"zone_id\": \"a\"}, \"data_security_mode\": null}"))
                .isEqualTo(TestWorkspace.json("""
                {"spark_version": "14.3.x-scala2.12", "num_workers": 1, "node_type_id": "i3.xlarge",
                 "aws_attributes": {"availability": "ON_DEMAND", "zone_id": "a"}}"""));
    }

    @Test
    void a_pool_decides_on_the_machines() {
        assertThat(whole("{\"instance_pool_id\": \"p\"}")).isEqualTo(TestWorkspace.json("""
                {"spark_version": "14.3.x-scala2.12", "num_workers": 1, "data_security_mode": "SINGLE_USER",
                 "instance_pool_id": "p"}"""));
    }

    @Test
    void a_policy_decides_by_its_defaults() {
        assertThat(whole("{\"policy_id\": \"p\"}")).isEqualTo(TestWorkspace.json("""
                {"spark_version": "14.3.x-scala2.12", "num_workers": 1, "data_security_mode": "SINGLE_USER",
                 "policy_id": "p", "apply_policy_default_values": true}"""));
    }

    @Test
    void a_cluster_that_grows_has_no_fixed_size() {
        assertThat(whole("{\"autoscale\": {\"min_workers\": 1, \"max_workers\": 4}}")
                        .has("num_workers"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|true",
                "{\"spark_conf\": {}}|true",
                "{\"node_type_id\": \"a\"}|false",
                "{\"policy_id\": \"a\"}|false",
                "{\"instance_pool_id\": \"a\"}|false"
            })
    void a_node_type_is_chosen_where_nothing_says_it(String overlay, boolean needed) {
        assertThat(ClusterJson.needsNodeType(cluster(overlay))).isEqualTo(needed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "1", "null", "{\"new_cluster\": {}}", "{\"a\": 1} x"})
    void what_is_no_cluster_is_refused(String overlay) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> whole(overlay))
                .satisfies(e -> assertThat(e.where()).isEqualTo("--cluster-spec"));
    }

    private static ObjectNode whole(String overlay) {
        return ClusterJson.of(cluster(overlay), Optional.of("i3.xlarge"), Optional.of(Cloud.AWS));
    }

    private static Compute.JobCluster cluster(String overlay) {
        return new Compute.JobCluster("14.3.x-scala2.12", 1, overlay);
    }
}
