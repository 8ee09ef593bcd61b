package dev.dyndeps.domain.python;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TagsOracleTest extends OracleTest {
    @Test
    void every_target_supports_the_tags_that_python_lists_in_that_order() {
        Comparison comparison = new Comparison("targets, each with some thousand tags");
        for (String architecture : List.of("x86_64", "aarch64")) {
            for (int python = 8; python <= 15; python++) {
                for (int glibc : List.of(17, 18, 28, 31, 35, 36, 39, 42)) {
                    compare(comparison, python, glibc, architecture);
                }
            }
        }
        compare(comparison, 10, 5, "x86_64");
        compare(comparison, 10, 12, "x86_64");
        comparison.verify(130, 0);
    }

    private void compare(Comparison comparison, int python, int glibc, String architecture) {
        String text = "python3." + python + "-manylinux_2_" + glibc + "_" + architecture;
        Oracle.Answer answer = oracle.ask("tags", String.valueOf(python), String.valueOf(glibc), architecture);
        comparison.add(text, answer, () -> {
            TargetRuntime target = TargetRuntime.parse(text);
            String tags =
                    target.supportedTags().stream().map(WheelTag::toString).collect(Collectors.joining(","));
            return List.of(String.join(",", target.platformTags()), tags);
        });
    }
}
