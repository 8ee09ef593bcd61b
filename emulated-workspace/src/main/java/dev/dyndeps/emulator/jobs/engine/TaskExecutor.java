package dev.dyndeps.emulator.jobs.engine;

/** Carries out tasks that may start. */
public interface TaskExecutor extends AutoCloseable {
    /** Starts a task and returns at once; what comes of it is told to the progress, by any thread. */
    Execution start(TaskOrder order, Progress progress);

    /** No task will start on this cluster any more. */
    void release(String clusterId);

    /** Ends all that still runs, and what was started for it. */
    @Override
    void close();

    /** A task under way. */
    interface Execution {
        /** Asks it to end, with all that it started, and returns at once; its end is told as that of others. */
        void cancel();
    }

    /** Hears of a task under way. */
    interface Progress {
        /** Its compute is there: it runs from now on. */
        void running();

        /** A line of its output. */
        void line(String line);

        /** It ended; called once, and nothing after it. */
        void ended(TaskEnd end);
    }
}
