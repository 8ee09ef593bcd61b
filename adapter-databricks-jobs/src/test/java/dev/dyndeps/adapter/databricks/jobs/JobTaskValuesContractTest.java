package dev.dyndeps.adapter.databricks.jobs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.databricks.ConnectionSettings;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.adapter.python.Interpreters;
import dev.dyndeps.adapter.python.ProcessRunner;
import dev.dyndeps.domain.pipeline.DynamicReferences;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.TaskKey;
import dev.dyndeps.domain.python.PythonVersion;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.jobs.EmulatedJobs;
import dev.dyndeps.emulator.jobs.JobsOptions;
import dev.dyndeps.port.TaskValues;
import dev.dyndeps.testkit.TaskValuesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Values that a real Python task sets by {@code dbutils}, and that the next one is given. */
@Tag("spark")
class JobTaskValuesContractTest extends TaskValuesContract {
    @TempDir
    Path folder;

    private EmulatedWorkspace workspace;

    /** By their Python; the tasks need no Spark. */
    private static final ImmutableMap<PythonVersion, String> RUNTIMES = ImmutableMap.of(
            new PythonVersion(3, 11), "15.4.x-scala2.12",
            new PythonVersion(3, 10), "14.3.x-scala2.12",
            new PythonVersion(3, 12), "16.4.x-scala2.12");

    @BeforeEach
    void start() throws IOException {
        Interpreters here = Interpreters.ofThisMachine(new ProcessRunner());
        Optional<String> runtime = RUNTIMES.keySet().stream()
                .filter(python -> here.find(python).isPresent())
                .findFirst()
                .map(RUNTIMES::get);
        assumeTrue(runtime.isPresent(), "a Python of " + RUNTIMES.keySet());
        workspace = EmulatedWorkspace.start(EmulatedWorkspace.Options.in(folder.resolve("workspace")));
        EmulatedJobs.addTo(workspace, JobsOptions.STANDARD.withCluster("shared", runtime.orElseThrow()));
        write("set.py", """
                import json, sys
                from databricks.sdk.runtime import dbutils
                with open(sys.argv[1]) as settings:
                    for name, value in json.load(settings):
                        dbutils.jobs.taskValues.set(name, json.loads(value))
                """);
        write("use.py", "");
    }

    private Path write(String name, String text) throws IOException {
        Path scripts = Files.createDirectories(workspace.root().resolve("Workspace/Shared"));
        return Files.writeString(scripts.resolve(name), text);
    }

    @AfterEach
    void stop() {
        if (workspace != null) {
            workspace.close();
        }
    }

    @Override
    protected TaskValues values() {
        return new JobTaskValues(connection());
    }

    private WorkspaceConnection connection() {
        return new WorkspaceConnection(ConnectionSettings.of(
                ImmutableMap.of("DATABRICKS_HOST", workspace.url().toString(), "DATABRICKS_TOKEN", workspace.token()),
                Optional.empty(),
                "test"));
    }

    @Override
    protected boolean tellsTextsFromOthers() {
        return false;
    }

    @Override
    protected StorePath runThatSets(ImmutableList<Setting> settings) {
        UUID uuid = UUID.randomUUID();
        ArrayNode values = Json.array();
        settings.forEach(setting -> values.addArray().add(setting.name()).add(setting.json()));
        Path file;
        try {
            file = write(uuid + ".json", values.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ObjectNode run = Json.object().put("run_name", "values " + uuid);
        ArrayNode tasks = run.putArray("tasks");
        task(tasks, TaskKey.PROCESS, "set.py").add(file.toString());
        ArrayNode references = task(tasks, TaskKey.LOAD_AND_VALIDATE, "use.py");
        ((ObjectNode) tasks.get(1)).putArray("depends_on").addObject().put("task_key", TaskKey.PROCESS.key());
        settings.stream()
                .map(setting -> DynamicReferences.taskValue(TaskKey.PROCESS, setting.name()))
                .distinct()
                .forEach(references::add);

        RunService service = new RunService(new Api(connection()), TestWorkspace.QUICK);
        long number = service.start("runs/submit", run, "values", (failure, where) -> Optional.empty());
        toTheEnd(service, number);
        return StorePath.of("/Volumes/main/default/deps/runs/" + uuid);
    }

    private static ArrayNode task(ArrayNode tasks, TaskKey key, String script) {
        return tasks.addObject()
                .put("task_key", key.key())
                .put("existing_cluster_id", "shared")
                .putObject("spark_python_task")
                .put("python_file", "/Workspace/Shared/" + script)
                .putArray("parameters");
    }

    private static void toTheEnd(RunService service, long run) {
        RunView view = service.view(run);
        while (!view.status().hasEnded()) {
            com.google.common.util.concurrent.Uninterruptibles.sleepUninterruptibly(TestWorkspace.QUICK.longest());
            view = service.view(run);
        }
        RunView.TaskView set = view.task(TaskKey.PROCESS.key()).orElseThrow();
        if (set.status().end() != dev.dyndeps.domain.pipeline.JobOutcome.State.SUCCESS) {
            throw new IllegalArgumentException(service.output(set.run()).error());
        }
    }
}
