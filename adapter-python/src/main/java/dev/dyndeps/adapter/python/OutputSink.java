package dev.dyndeps.adapter.python;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes in both streams of a process: redacts each line, tells the listener, writes the log, keeps the last lines. */
final class OutputSink {
    private static final int TAIL_LINES = 400;
    /** A line without end (a progress bar, binary output) is cut here, so that no output can fill the memory. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final Redaction redaction;
    private final OutputListener listener;

    // Guarded by this, as are the next three.
    private final EvictingQueue<String> tail = EvictingQueue.create(TAIL_LINES);
    private final EvictingQueue<String> errors = EvictingQueue.create(TAIL_LINES);
    private Optional<Writer> log;
    private boolean closed;

    OutputSink(Redaction redaction, OutputListener listener, Optional<Writer> log) {
        this.redaction = redaction;
        this.listener = listener;
        this.log = log;
    }

    /** Reads a stream to its end, on a thread of its own. */
    Thread drain(InputStream stream, OutputListener.Source source, String name) {
        Thread thread = new Thread(() -> read(stream, source), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read(InputStream stream, OutputListener.Source source) {
        StringBuilder line = new StringBuilder();
        try (Reader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n' || c == '\r' || line.length() >= LONGEST_LINE) {
                    take(source, line);
                }
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                }
            }
        } catch (IOException ended) {
            // The stream was closed under us, since the process was ended: what came before it counts.
        }
        take(source, line);
    }

    private synchronized void take(OutputListener.Source source, StringBuilder line) {
        if (line.length() > 0 && !closed) {
            String text = redaction.redact(line.toString());
            tail.add(text);
            if (source == OutputListener.Source.ERR) {
                errors.add(text);
            }
            write(text);
            listener.line(source, text);
        }
        line.setLength(0);
    }

    private void write(String line) {
        if (log.isPresent()) {
            try {
                log.get().append(line).append('\n');
            } catch (IOException full) {
                // A log that cannot be written must not stop the work that it is a log of.
                log = Optional.empty();
            }
        }
    }

    /** The last lines; what comes later is not heard any more. */
    synchronized ImmutableList<String> close() {
        if (!closed) {
            closed = true;
            try {
                if (log.isPresent()) {
                    log.get().close();
                }
            } catch (IOException full) {
                log = Optional.empty();
            }
        }
        return ImmutableList.copyOf(tail);
    }

    /** The last lines of the standard error. */
    synchronized ImmutableList<String> errors() {
        return ImmutableList.copyOf(errors);
    }
}
