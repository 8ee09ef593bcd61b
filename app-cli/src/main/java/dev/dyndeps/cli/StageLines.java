package dev.dyndeps.cli;

import com.google.common.base.Ticker;
import dev.dyndeps.port.ProgressListener;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Shows each stage and note as a line of its own, and between them how far the stage is: on a terminal in a line that is
 * written again and again, elsewhere in a line now and then.
 */
final class StageLines implements ProgressListener {
    private static final long LIVE = Duration.ofMillis(100).toNanos();
    private static final long IN_A_LOG = Duration.ofSeconds(10).toNanos();
    private static final String INDENT = "           ";

    private final Console console;
    private final Ticker ticker;

    private String stage = "";
    private long started;
    private long shown;

    StageLines(Console console, Ticker ticker) {
        this.console = console;
        this.ticker = ticker;
    }

    @Override
    public synchronized void stage(String name, String detail) {
        stage = name;
        started = ticker.read();
        shown = started;
        console.message(String.format(Locale.ROOT, "%-10s %s", name, detail));
    }

    @Override
    public synchronized void advance(long done, long total, Unit unit) {
        OptionalInt columns = console.columns();
        long now = ticker.read();
        if (now - shown < (columns.isPresent() ? LIVE : IN_A_LOG)) {
            return;
        }
        shown = now;
        Bar bar = new Bar(done, total, unit, now - started);
        if (columns.isPresent()) {
            console.passing(bar.live(stage, columns.getAsInt()));
        } else {
            console.message(INDENT + bar.text());
        }
    }

    @Override
    public synchronized void note(String line) {
        console.message(INDENT + line);
    }
}
