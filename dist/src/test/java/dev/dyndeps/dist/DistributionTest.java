package dev.dyndeps.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
    @ParameterizedTest
    @CsvSource({"0.1.0-SNAPSHOT, 0.1.0.dev0", "1.0.0, 1.0.0", "1.0-rc1, 1.0rc1", "2.0.0-alpha.3, 2.0.0a3"})
    void a_version_of_maven_has_one_of_python(String maven, String python) {
        Path none = Path.of("");

        assertThat(new Distribution(maven, none, none, none).pythonVersion()).hasToString(python);
    }
}
