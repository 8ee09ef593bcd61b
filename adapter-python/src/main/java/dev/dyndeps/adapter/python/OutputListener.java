package dev.dyndeps.adapter.python;

/** Hears the output of a process line by line, as it comes, redacted; called by one thread at a time. */
@FunctionalInterface
public interface OutputListener {
    void line(Source source, String line);

    /** Hears nothing. */
    OutputListener NONE = (source, line) -> {};

    /** Which of its streams the process wrote to. */
    enum Source {
        OUT,
        ERR
    }
}
