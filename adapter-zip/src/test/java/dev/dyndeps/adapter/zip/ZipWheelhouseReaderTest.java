package dev.dyndeps.adapter.zip;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.collect.ImmutableMap;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.testkit.WheelhouseReaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
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
    void a_file_that_is_no_zip_is_no_wheelhouse() throws IOException {
        Path file = Files.writeString(temp.resolve("text.zip"), "text");

        assertThatThrownBy(() -> reader().open(file).close())
                .asInstanceOf(type(UserError.class))
                .satisfies(e -> Assertions.assertThat(e.code()).isEqualTo(Code.WHEELHOUSE_MALFORMED));
    }
}
