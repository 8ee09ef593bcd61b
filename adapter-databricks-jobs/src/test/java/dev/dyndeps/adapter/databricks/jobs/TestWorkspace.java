package dev.dyndeps.adapter.databricks.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.adapter.databricks.ConnectionSettings;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.http.Faults;
import dev.dyndeps.emulator.jobs.EmulatedJobs;
import dev.dyndeps.emulator.jobs.JobsOptions;
import dev.dyndeps.port.TaskScripts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** An emulated workspace with scripted tasks, and our adapters to it. */
final class TestWorkspace implements AutoCloseable {
    static final String VERSION = "1.2.3";
    static final String USER = "user@example.com";
    static final String OTHER = "other@example.com";
    static final String SHARED_CLUSTER = "0101-120000-shared00";

    /** Without waiting for longer than a machine needs. */
    static final Pace QUICK = new Pace(
            InstantSource.system(),
            Duration.ofMillis(2),
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20));

    final EmulatedWorkspace emulated;
    final EmulatedJobs jobs;
    final ScriptedTasks tasks = new ScriptedTasks();

    TestWorkspace(Path folder) {
        emulated = EmulatedWorkspace.start(
                EmulatedWorkspace.Options.in(folder.resolve("workspace")).withUser(USER));
        jobs = EmulatedJobs.addTo(
                emulated, JobsOptions.STANDARD.withCluster(SHARED_CLUSTER, "14.3.x-scala2.12"), tasks);
    }

    WorkspaceConnection connection() {
        return connection(emulated.token());
    }

    WorkspaceConnection connectionOf(String user) {
        return connection(emulated.identities().newToken(user));
    }

    WorkspaceConnection connectionThatWaits(Duration time) {
        return new WorkspaceConnection(settings(emulated.token()).withTimeout(time));
    }

    private WorkspaceConnection connection(String token) {
        return new WorkspaceConnection(settings(token));
    }

    private ConnectionSettings settings(String token) {
        return ConnectionSettings.of(
                ImmutableMap.of("DATABRICKS_HOST", emulated.url().toString(), "DATABRICKS_TOKEN", token),
                Optional.empty(),
                VERSION);
    }

    static TaskScripts scripts() {
        return key -> "# the script of " + key + "\n";
    }

    DatabricksJobRunner runner() {
        return runner(QUICK);
    }

    DatabricksJobRunner runner(Pace pace) {
        return new DatabricksJobRunner(connection(), scripts(), VERSION, pace);
    }

    Faults faults() {
        return emulated.faults();
    }

    /** The bodies of all requests of this kind, such as {@code POST /api/2.2/jobs/create}. */
    ImmutableList<JsonNode> sent(String request) {
        return emulated.recorded().stream()
                .filter(one -> one.request().equals(request))
                .map(one -> json(one.body()))
                .collect(ImmutableList.toImmutableList());
    }

    static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The tasks that were started, as {@code key [parameter, parameter]}. */
    ImmutableList<String> ran() {
        return tasks.orders().stream()
                .map(order -> order.taskKey() + " " + order.parameters())
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {
        emulated.close();
    }
}
