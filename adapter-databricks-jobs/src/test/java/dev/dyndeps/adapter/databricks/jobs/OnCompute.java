package dev.dyndeps.adapter.databricks.jobs;

import com.google.common.collect.ImmutableList;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.testkit.JobRunnerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract in an emulated workspace, whose tasks are scripted. */
abstract class OnCompute extends JobRunnerContract {
    @TempDir
    Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new TestWorkspace(folder);
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Override
    protected JobRunner runner(Behaviour process) {
        workspace.tasks.on(
                "process",
                switch (process) {
                    case SUCCEED -> ScriptedTasks.printing();
                    case FAIL -> ScriptedTasks.raising("RuntimeError: boom", "Traceback\nRuntimeError: boom");
                    case HANG -> ScriptedTasks.HANG;
                });
        return workspace.runner();
    }

    @Override
    protected ImmutableList<String> ran() {
        return workspace.ran();
    }
}
