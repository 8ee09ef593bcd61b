package dev.dyndeps.adapter.spark;

import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ManagedEnvironments;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.adapter.python.Variables;
import dev.dyndeps.port.TaskScripts;
import dev.dyndeps.testkit.FakeWorkspaces;
import java.nio.file.Path;
import java.util.Optional;

/** A runner on the local Python, whose environment is kept in the user's cache as the program itself does. */
record TestSpark(Path folder, FakeWorkspaces workspaces) {
    static TestSpark in(Path folder) {
        return new TestSpark(folder, new FakeWorkspaces(folder));
    }

    SparkJobRunner runner(TaskScripts scripts) {
        ProcessRunner processes = new ProcessRunner();
        return new SparkJobRunner(
                processes,
                new PysparkEnvironments(
                        Interpreters.ofThisMachine(processes),
                        new ManagedEnvironments(processes, Variables.inherited(), cache())),
                Variables.inherited()
                        .with("DYNDEPS_NODE_CACHE", folder.resolve("node").toString()),
                workspaces,
                logs(),
                scripts);
    }

    Path logs() {
        return folder.resolve("logs");
    }

    static Path cache() {
        return Optional.ofNullable(System.getenv("DYNDEPS_CACHE"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "dyndeps"));
    }
}
