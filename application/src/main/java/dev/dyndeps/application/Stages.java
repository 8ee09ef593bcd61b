package dev.dyndeps.application;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.port.ProgressListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The stages of one piece of work: tells the listener of each and adds up its time. */
final class Stages {
    private final Ticker ticker;
    private final ProgressListener progress;
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    Stages(Ticker ticker, ProgressListener progress) {
        this.ticker = ticker;
        this.progress = progress;
    }

    <T> T time(String name, String detail, Supplier<T> work) {
        progress.stage(name, detail);
        long start = ticker.read();
        try {
            return work.get();
        } finally {
            seconds.merge(name, (ticker.read() - start) / 1e9, Double::sum);
        }
    }

    void run(String name, String detail, Runnable work) {
        time(name, detail, () -> {
            work.run();
            return true;
        });
    }

    void note(String line) {
        progress.note(line);
    }

    void add(Map<String, Double> other) {
        other.forEach((name, time) -> seconds.merge(name, time, Double::sum));
    }

    /** Seconds by stage, in the order in which the stages were first entered. */
    ImmutableMap<String, Double> seconds() {
        return ImmutableMap.copyOf(seconds);
    }

    ProgressListener progress() {
        return progress;
    }
}
