package dev.dyndeps.port;

/** Hears what is being done, to show it to a person. Must be quick and must not throw; called by any thread. */
public interface ProgressListener {
    /** A stage of work starts, such as {@code resolve} or {@code fetch}. */
    void stage(String name, String detail);

    /**
     * So much of the stage is done. It may go back, where something has to be done again, and what several threads tell may
     * come in any order.
     *
     * @param total 0 where it is not known
     * @param unit what is counted
     */
    void advance(long done, long total, Unit unit);

    /** Something worth a line, such as a retry. */
    void note(String line);

    /** What progress is counted in. */
    enum Unit {
        /** Of content. */
        BYTES,
        /** Wheels, files, tasks: whatever the stage is made of. */
        PIECES
    }

    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public void stage(String name, String detail) {}

        @Override
        public void advance(long done, long total, Unit unit) {}

        @Override
        public void note(String line) {}
    };
}
