package dev.dyndeps.port;

/** Hears what is being done, to show it to a person. Must be quick and must not throw; called by any thread. */
public interface ProgressListener {
    /** A stage of work starts, such as {@code resolve} or {@code fetch}. */
    void stage(String name, String detail);

    /** So much of the stage is done; {@code total} is 0 where it is not known. */
    void advance(long done, long total);

    /** Something worth a line, such as a retry. */
    void note(String line);

    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public void stage(String name, String detail) {}

        @Override
        public void advance(long done, long total) {}

        @Override
        public void note(String line) {}
    };
}
