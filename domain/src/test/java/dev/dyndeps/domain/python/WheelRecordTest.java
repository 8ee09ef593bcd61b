package dev.dyndeps.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelRecordTest {
    private static final String EMPTY_SHA256 = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    @Test
    void each_file_has_its_hash_and_size() {
        WheelRecord record =
                WheelRecord.parse("a/__init__.py,sha256=" + EMPTY_SHA256 + ",0\r\na-1.dist-info/RECORD,,\r\n");
        WheelRecord.Entry entry = record.entry("a/__init__.py").orElseThrow();
        WheelRecord.Hash hash = entry.hash().orElseThrow();
        assertThat(hash.algorithm()).isEqualTo("sha256");
        assertThat(hash.value()).isEqualTo(Hashing.sha256().hashBytes(new byte[0]));
        assertThat(entry.size()).contains(0L);
        assertThat(record.entry("a-1.dist-info/RECORD").orElseThrow())
                .isEqualTo(new WheelRecord.Entry("a-1.dist-info/RECORD", Optional.empty(), Optional.empty()));
        assertThat(record.entry("b")).isEmpty();
    }

    @Test
    void quoted_fields_may_hold_commas_quotes_and_line_ends() {
        WheelRecord record = WheelRecord.parse("\"a,\"\"b\"\"\nc\",,1\n\n\"d\",,\"2\"");
        assertThat(record.entries().keySet()).containsExactly("a,\"b\"\nc", "d");
        assertThat(record.entry("d").orElseThrow().size()).contains(2L);
    }

    @Test
    void a_digest_may_be_padded() {
        assertThat(WheelRecord.parse("a,sha256=" + EMPTY_SHA256 + "=,"))
                .isEqualTo(WheelRecord.parse("a,SHA256=" + EMPTY_SHA256 + ","));
    }

    @Test
    void an_entry_may_be_repeated_but_not_contradicted() {
        assertThat(WheelRecord.parse("a,,1\na,,1\n").entries()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WheelRecord.parse("a,,1\na,,2\n"))
                .withMessageContaining("line 2");
    }

    @Test
    void what_is_written_reads_back_as_the_same() {
        WheelRecord record = WheelRecord.of(ImmutableList.of(
                new WheelRecord.Entry(
                        "a,b \"c\".py",
                        Optional.of(
                                new WheelRecord.Hash("sha256", Hashing.sha256().hashBytes(new byte[0]))),
                        Optional.of(0L)),
                new WheelRecord.Entry("RECORD", Optional.empty(), Optional.empty())));
        assertThat(record).hasToString("\"a,b \"\"c\"\".py\",sha256=" + EMPTY_SHA256 + ",0\nRECORD,,\n");
        assertThat(WheelRecord.parse(record.toString())).isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a,",
                "a,,,",
                ",,",
                "a,sha256,",
                "a,=x,",
                "a,sha256=,",
                "a,sha256=!,",
                "a,sha256=a,",
                "a,,x",
                "a,,-1",
                "a,,1234567890123456789",
                "\"a,,",
                "\"a\"b,,"
            })
    void a_line_that_is_no_entry_is_refused_by_its_number(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WheelRecord.parse("ok,,1\n" + line))
                .withMessageContaining("line 2");
    }
}
