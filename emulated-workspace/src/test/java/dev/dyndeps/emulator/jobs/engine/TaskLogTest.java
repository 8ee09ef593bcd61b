package dev.dyndeps.emulator.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskLogTest {
    private final TaskLog log = new TaskLog();

    @Test
    void five_megabytes_are_kept_whole() {
        log.add("x".repeat(TaskLog.MOST_BYTES - 1));

        assertThat(log.text()).hasSize(TaskLog.MOST_BYTES);
        assertThat(log.isTruncated()).isFalse();
    }

    @Test
    void of_more_the_last_lines_are_kept() {
        log.add("first");
        log.add("ü".repeat(TaskLog.MOST_BYTES / 2 - 3));
        assertThat(log.isTruncated()).isTrue();
        log.add("last");

        assertThat(log.text()).startsWith("ü").endsWith("ü\nlast\n");
    }
}
