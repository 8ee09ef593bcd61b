package dev.dyndeps.adapter.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.dyndeps.adapter.python.ProcessResult;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {
    private static final Path SCRIPT = Path.of("/tmp/load_and_validate.py");

    @Test
    void what_the_script_itself_raises_is_shown_without_its_frames() {
        assertThat(of("""
                output of the user
                Traceback (most recent call last):
                  File "/tmp/load_and_validate.py", line 300, in <module>
                    main(sys.argv[1:])
                  File "/tmp/load_and_validate.py", line 50, in main
                    raise ValidationFailed("x")
                    ~~~~~^^^^
                __main__.ValidationFailed: On the driver vm:1: pandas cannot be imported
                Traceback (most recent call last):
                  File "/tmp/tree/pandas/__init__.py", line 1, in <module>
                    import numpy
                ImportError: no numpy
                """)).isEqualTo("""
                __main__.ValidationFailed: On the driver vm:1: pandas cannot be imported
                Traceback (most recent call last):
                  File "/tmp/tree/pandas/__init__.py", line 1, in <module>
                    import numpy
                ImportError: no numpy""");
    }

    @Test
    void what_the_users_program_raises_keeps_the_programs_frames() {
        assertThat(of("""
                Traceback (most recent call last):
                  File "/tmp/load_and_validate.py", line 300, in <module>
                    main(sys.argv[1:])
                  File "/home/u/job.py", line 3, in <module>
                    1 / 0
                ZeroDivisionError: division by zero
                """)).isEqualTo("""
                Traceback (most recent call last):
                  File "/home/u/job.py", line 3, in <module>
                    1 / 0
                ZeroDivisionError: division by zero""");
    }

    @Test
    void the_frames_of_java_are_left_out() {
        assertThat(of("""
                Traceback (most recent call last):
                  File "/tmp/load_and_validate.py", line 300, in <module>
                    main(sys.argv[1:])
                py4j.protocol.Py4JJavaError: An error occurred
                : org.apache.spark.SparkException: Job aborted
                \tat org.apache.spark.A.b(A.scala:1)
                \t... 20 more
                """)).isEqualTo("""
                py4j.protocol.Py4JJavaError: An error occurred
                : org.apache.spark.SparkException: Job aborted""");
    }

    @Test
    void without_a_traceback_the_last_lines_have_to_do() {
        List<String> lines = Collections.nCopies(30, "before");

        assertThat(ErrorLines.of(lines, SCRIPT)).isEqualTo("before\n".repeat(19) + "before");
        assertThat(ErrorLines.of(ImmutableList.of(), SCRIPT)).isEmpty();
    }

    @Test
    void a_long_one_keeps_its_beginning_and_its_end() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add("Traceback (most recent call last):", "  File \"" + SCRIPT + "\", line 1, in <module>", "first");
        lines.addAll(Collections.nCopies(100, "middle")).add("last");

        assertThat(Splitter.on('\n').split(ErrorLines.of(lines.build(), SCRIPT)))
                .hasSize(81)
                .startsWith("first", "middle")
                .contains("… 22 lines …")
                .endsWith("middle", "last");
    }

    @Test
    void what_came_on_the_other_stream_meanwhile_does_not_fall_into_it() {
        ImmutableList<String> errors = ImmutableList.of(
                "Traceback (most recent call last):", "  File \"" + SCRIPT + "\", line 9, in <module>", "RunFailed: x");
        ImmutableList<String> both = ImmutableList.<String>builder()
                .addAll(errors)
                .add("Removed the folder")
                .build();

        assertThat(ErrorLines.of(new ProcessResult(1, false, both, errors), SCRIPT))
                .isEqualTo("RunFailed: x");
        assertThat(ErrorLines.of(new ProcessResult(1, false, both, ImmutableList.of()), SCRIPT))
                .isEqualTo("RunFailed: x\nRemoved the folder");
    }

    private static String of(String output) {
        return ErrorLines.of(Splitter.on('\n').omitEmptyStrings().splitToList(output), SCRIPT);
    }
}
