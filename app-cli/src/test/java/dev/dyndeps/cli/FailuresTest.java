package dev.dyndeps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dyndeps.cli.Failures.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static Failure of(Throwable thrown) {
        return Failure.of(thrown, Optional.empty());
    }

    @Test
    void a_full_disk_is_no_error_of_the_program() {
        Failure failure = of(new UncheckedIOException(new IOException("No space left on device")));

        assertThat(failure.exit()).isEqualTo(ExitCode.USER);
        assertThat(failure.code()).isEqualTo("OUTPUT_UNWRITABLE");
        assertThat(failure.message()).isEqualTo("a file cannot be read or written: No space left on device.");
    }

    @Test
    void a_file_that_is_forbidden_is_named_with_what_is_wrong() {
        assertThat(of(new UncheckedIOException(new AccessDeniedException("/data/x")))
                        .message())
                .contains("/data/x (AccessDeniedException)");
    }

    @Test
    void what_nobody_thought_of_is_an_error_of_the_program() {
        Failure failure = of(new IllegalStateException("what?"));

        assertThat(failure.exit()).isEqualTo(ExitCode.BUG);
        assertThat(failure.message()).contains("IllegalStateException: what?");
    }
}
