package dev.dyndeps.adapter.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.testkit.WheelhouseReaderContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ZipWheelhouseReaderTest extends WheelhouseReaderContract {
    @Override
    protected WheelhouseReader reader() {
        return new ZipWheelhouseReader();
    }

    @Override
    protected Path wheelhouse(ImmutableMap<String, String> files) throws IOException {
        ZipBytes zip = new ZipBytes();
        files.forEach(zip::add);
        return Files.write(temp.resolve("it.wheelhouse.zip"), zip.bytes());
    }

    @Test
    void every_bit_that_is_no_content_is_compared_with_what_is_written() throws IOException {
        byte[] content = "the bytes of a wheel".getBytes(StandardCharsets.US_ASCII);
        ZipPlan plan = new ZipPlan(ImmutableList.of(
                new ZipPlan.Folder("demo/"),
                new ZipPlan.Text("wheelhouse.json", "{}"),
                new ZipPlan.Content("demo/a", "a", content.length, true, OptionalLong.of(StoredEntry.crc(content)))));
        Path file = temp.resolve("it.zip");
        new ZipArchiveWriter().write(plan, key -> new ByteArrayInputStream(content), file);
        byte[] whole = Files.readAllBytes(file);
        assertThat(difference(whole, plan)).isEmpty();

        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int wheel = text.indexOf(new String(content, StandardCharsets.US_ASCII));
        int json = text.indexOf("{}");
        for (int at = 0; at < whole.length; at++) {
            if (at == json || at == json + 1 || (wheel <= at && at < wheel + content.length)) {
                continue;
            }
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                assertThat(difference(flipped, plan))
                        .as("byte %s, bit %s", at, bit)
                        .isPresent();
            }
        }
    }

    private Optional<String> difference(byte[] zip, ZipPlan plan) throws IOException {
        try (FileBytes bytes = FileBytes.open(Files.write(temp.resolve("one.zip"), zip))) {
            return WrittenAsPlanned.difference(bytes, plan);
        }
    }

    @Test
    void a_file_that_is_no_zip_is_no_wheelhouse() throws IOException {
        Path file = Files.writeString(temp.resolve("text.zip"), "text");

        assertThatThrownBy(() -> reader().open(file).close())
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WHEELHOUSE_MALFORMED));
    }
}
