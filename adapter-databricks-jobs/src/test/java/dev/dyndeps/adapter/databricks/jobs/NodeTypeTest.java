package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import org.junit.jupiter.api.Test;

class NodeTypeTest {
    private static final String SMALL = type("small", 2, 8_192, "");
    private static final String DISK = type("disk", 8, 32_768, disks("local_disks"));
    private static final String NO_DISK = type("no_disk", 4, 16_384, "");

    @Test
    void one_with_a_disk_of_its_own_goes_before_a_smaller_one_without() {
        assertThat(choose(SMALL, NO_DISK, DISK)).isEqualTo("disk");
        assertThat(choose(NO_DISK, type("nvme", 8, 32_768, disks("local_nvme_disks"))))
                .isEqualTo("nvme");
    }

    @Test
    void the_fewest_cores_go_first_and_then_the_least_memory() {
        assertThat(choose(DISK, type("b", 4, 32_768, disks("local_disks")), type("a", 4, 16_384, disks("local_disks"))))
                .isEqualTo("a");
    }

    @Test
    void one_that_is_too_small_for_Spark_is_not_chosen() {
        assertThat(choose(
                        type("cores", 3, 16_384, disks("local_disks")),
                        type("memory", 4, 13_999, disks("local_disks")),
                        type("enough", 4, 14_000, disks("local_disks"))))
                .isEqualTo("enough");
    }

    @Test
    void if_all_are_too_small_the_largest_has_to_do() {
        assertThat(choose(type("tiny", 1, 4_096, ""), SMALL)).isEqualTo("small");
    }

    @Test
    void what_is_deprecated_hidden_unavailable_of_another_processor_or_has_a_GPU_is_left_out() {
        assertThat(choose(
                        type("deprecated", 4, 16_384, disks("local_disks") + ", \"is_deprecated\": true"),
                        type("hidden", 4, 16_384, disks("local_disks") + ", \"is_hidden\": true"),
                        type("graviton", 4, 16_384, disks("local_disks") + ", \"is_graviton\": true"),
                        type("gpu", 4, 16_384, disks("local_disks") + ", \"num_gpus\": 1"),
                        type(
                                "unavailable",
                                4,
                                16_384,
                                disks("local_disks") + ", \"node_info\": {\"status\": [\"NotEnabledOnSubscription\"]}"),
                        NO_DISK))
                .isEqualTo("no_disk");
    }

    @Test
    void of_nothing_nothing_is_chosen() {
        assertThat(NodeType.smallestSensible(ImmutableList.of())).isEmpty();
    }

    private static String choose(String... types) {
        return NodeType.smallestSensible(Streams.stream(TestWorkspace.json("[" + String.join(",", types) + "]"))
                        .map(NodeType::of)
                        .toList())
                .orElseThrow()
                .id();
    }

    private static String type(String id, int cores, int megabytes, String more) {
        return "{\"node_type_id\": \"%s\", \"num_cores\": %d.0, \"memory_mb\": %d%s}"
                .formatted(id, cores, megabytes, more);
    }

    private static String disks(String field) {
        return ", \"node_instance_type\": {\"" + field + "\": 1}";
    }
}
