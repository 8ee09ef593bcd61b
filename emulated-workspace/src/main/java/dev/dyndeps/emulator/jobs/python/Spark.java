package dev.dyndeps.emulator.jobs.python;

import dev.dyndeps.adapter.python.ManagedEnvironment;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.emulator.jobs.engine.TaskOrder;
import java.io.IOException;
import java.nio.file.Path;

/** How a task reaches Spark. */
interface Spark {
    /**
     * What the task's process needs to start.
     *
     * @param python whose interpreter runs it
     * @param variables those that lead it to Spark
     * @param mounts the workspace's files as it sees them
     */
    record Access(ManagedEnvironment python, Variables variables, Mounts mounts) {}

    /** Makes ready what the task will need; may take as long as a cluster's start. */
    Access prepare(TaskOrder order, RuntimeVersion runtime, Path folder) throws IOException, CannotStart;
}
