package dev.dyndeps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "10B, 10",
        "1024K, 1048576",
        "1M, 1048576",
        "1 MiB, 1048576",
        "1mb, 1048576",
        "2g, 2147483648",
        "3T, 3298534883328"
    })
    void sizes_as_people_write_them(String text, long bytes) {
        assertThat(ByteSize.parse(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1", "1.5G", "1 gigabyte", "1  M", "1Mi", "9999999999999999999"})
    void what_is_no_size(String text) {
        assertThat(ByteSize.parse(text)).isEmpty();
    }

    @Test
    void more_than_can_be_counted_is_the_most() {
        assertThat(ByteSize.parse("999999999999999999T")).contains(Long.MAX_VALUE);
    }
}
