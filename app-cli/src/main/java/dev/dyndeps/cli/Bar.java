package dev.dyndeps.cli;

import dev.dyndeps.port.ProgressListener.Unit;
import java.util.Locale;

/**
 * How far a stage is.
 *
 * @param total 0 if nobody knows
 * @param nanos how long it has taken
 */
record Bar(long done, long total, Unit unit, long nanos) {
    private static final int LENGTH = 20;
    private static final long SECOND = 1_000_000_000L;

    /** On a terminal, in one line of so many columns. */
    String live(String stage, int columns) {
        String line = String.format(Locale.ROOT, "%-10s %s", stage, total > 0 ? picture() + "  " + text() : text());
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /** In words, for a log. */
    String text() {
        String much = unit == Unit.BYTES
                ? total > 0 ? megabytes(done) + " of " + megabytes(total) + " MB" : megabytes(done) + " MB"
                : total > 0 ? done + " of " + total : Long.toString(done);
        return much + rate() + left();
    }

    private String picture() {
        int full = (int) (LENGTH * Math.min(1.0, (double) done / total));
        return "[" + "#".repeat(full) + "-".repeat(LENGTH - full) + "]";
    }

    private String rate() {
        return unit == Unit.BYTES && done > 0 && nanos >= SECOND
                ? String.format(Locale.ROOT, "  %.1f MB/s", done / 1e6 / (nanos / 1e9))
                : "";
    }

    private String left() {
        if (total <= 0 || done <= 0 || done >= total || nanos < SECOND) {
            return "";
        }
        long seconds = Math.max(1, Math.round((double) (total - done) / done * nanos / SECOND));
        return seconds < 60
                ? "  " + seconds + " s left"
                : String.format(Locale.ROOT, "  %d:%02d min left", seconds / 60, seconds % 60);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
