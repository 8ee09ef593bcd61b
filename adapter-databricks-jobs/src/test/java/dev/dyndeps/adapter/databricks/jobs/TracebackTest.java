package dev.dyndeps.adapter.databricks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracebackTest {
    private static final String OURS = """
              File "/Workspace/Users/a@example.com/.dyndeps/0123456789ab/load_and_validate.py", line 3, in main
                run_script(main)
                ^^^^^
            """;
    private static final String THEIRS = """
              File "/Volumes/a/main.py", line 2, in f
                raise ValueError(1)
            """;

    @Test
    void frames_of_our_scripts_are_left_out() {
        assertThat(Traceback.withoutOurFrames(
                        "Traceback (most recent call last):\n" + OURS + OURS + THEIRS + "ValueError: 1"))
                .isEqualTo("Traceback (most recent call last):\n" + THEIRS + "ValueError: 1");
    }

    @Test
    void what_one_of_our_scripts_raises_is_said_without_a_traceback() {
        assertThat(Traceback.withoutOurFrames(
                        "Traceback (most recent call last):\n" + OURS + "ValueError: no such file\n  x"))
                .isEqualTo("ValueError: no such file\n  x");
    }

    @Test
    void another_text_stays_as_it_is() {
        String text = "---------\nValueError Traceback (most recent call last)\nFile /Workspace/x.py:1\n----> 1 f()";

        assertThat(Traceback.withoutOurFrames(text)).isEqualTo(text);
        assertThat(Traceback.withoutOurFrames("")).isEmpty();
    }
}
