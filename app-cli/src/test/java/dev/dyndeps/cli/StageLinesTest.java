package dev.dyndeps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.ProgressListener.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StageLinesTest {
    private static final long MB = 1_000_000;

    private final Clock clock = new Clock();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_log_has_a_line_every_ten_seconds_and_no_control_characters() {
        ProgressListener lines = on(OptionalInt.empty());

        lines.stage("fetch", "48 wheels");
        for (int second = 1; second <= 25; second++) {
            clock.pass(Duration.ofSeconds(1));
            lines.advance(second * MB, 193 * MB, Unit.BYTES);
        }
        lines.note("again: localhost answers 503");

        assertThat(shown()).isEqualTo("""
                fetch      48 wheels
                           10.0 of 193.0 MB  1.0 MB/s  3:03 min left
                           20.0 of 193.0 MB  1.0 MB/s  2:53 min left
                           again: localhost answers 503
                """);
    }

    @Test
    void a_terminal_has_a_bar_that_is_written_over_itself_and_goes_before_the_next_line() {
        Console console = console(OptionalInt.of(80));
        ProgressListener lines = new StageLines(console, clock);

        lines.stage("fetch", "48 wheels");
        clock.pass(Duration.ofSeconds(1));
        lines.advance(50 * MB, 200 * MB, Unit.BYTES);
        clock.pass(Duration.ofSeconds(1));
        lines.advance(100 * MB, 200 * MB, Unit.BYTES);
        console.message("wheelhouse fine");

        assertThat(shown()).isEqualTo("""
                fetch      48 wheels
                <fetch      [#####---------------]  50.0 of 200.0 MB  50.0 MB/s  3 s left\
                <fetch      [##########----------]  100.0 of 200.0 MB  50.0 MB/s  2 s left\
                <wheelhouse fine
                """);
    }

    @Test
    void a_bar_goes_before_the_result_comes() {
        Console console = console(OptionalInt.of(80));
        ProgressListener lines = new StageLines(console, clock);

        lines.stage("fetch", "1 wheel");
        clock.pass(Duration.ofSeconds(1));
        lines.advance(1, 4, Unit.PIECES);
        console.result("done");

        assertThat(shown()).endsWith("<fetch      [#####---------------]  1 of 4  3 s left<");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("done\n");
    }

    @Test
    void a_bar_is_not_written_more_often_than_anybody_can_read() {
        ProgressListener lines = on(OptionalInt.of(80));

        lines.stage("fetch", "1 wheel");
        for (int i = 1; i <= 1000; i++) {
            clock.pass(Duration.ofMillis(1));
            lines.advance(i, 1000, Unit.BYTES);
        }

        assertThat(shown().chars().filter(c -> c == '<')).hasSize(10);
    }

    @Test
    void a_bar_never_fills_the_last_column() {
        ProgressListener lines = on(OptionalInt.of(40));

        lines.stage("fetch", "1 wheel");
        clock.pass(Duration.ofSeconds(5));
        lines.advance(50 * MB, 200 * MB, Unit.BYTES);

        assertThat(shown().lines().skip(1)).containsExactly("<fetch      [#####---------------]  50.0");
    }

    @Test
    void nobody_knows_how_much_there_is() {
        ProgressListener lines = on(OptionalInt.of(80));

        lines.stage("upload", "a file");
        clock.pass(Duration.ofSeconds(2));
        lines.advance(50 * MB, 0, Unit.BYTES);

        assertThat(shown()).endsWith("<upload     50.0 MB  25.0 MB/s");
    }

    @Test
    void terminals_are_known_by_their_devices() {
        assertThat(Terminals.isTerminal("/dev/pts/3")).isTrue();
        assertThat(Terminals.isTerminal("/dev/tty1")).isTrue();
        assertThat(Terminals.isTerminal("pipe:[4242]")).isFalse();
        assertThat(Terminals.isTerminal("/dev/null")).isFalse();
        assertThat(Terminals.isTerminal("/home/me/log.txt")).isFalse();
    }

    private ProgressListener on(OptionalInt columns) {
        return new StageLines(console(columns), clock);
    }

    private Console console(OptionalInt columns) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> columns);
    }

    /** With {@code <} for what erases the line. */
    private String shown() {
        return err.toString(StandardCharsets.UTF_8).replace("\r\u001b[K", "<");
    }

    /** Stands still but when it is told to go on. */
    private static final class Clock extends Ticker {
        private long now;

        void pass(Duration time) {
            now += time.toNanos();
        }

        @Override
        public long read() {
            return now;
        }
    }
}
