package dev.dyndeps.it.databricks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.dyndeps.adapter.filesystem.TempWorkspaces;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.jobs.EmulatedJobs;
import dev.dyndeps.emulator.jobs.JobsOptions;
import dev.dyndeps.emulator.jobs.python.Network;
import dev.dyndeps.emulator.jobs.python.PythonTasks;
import dev.dyndeps.it.Dyndeps;
import dev.dyndeps.port.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An emulated workspace, as a {@code @RegisterExtension}: in a static field for all tests of a class, else a new one for each.
 * Its tasks run for real, on Python environments from the build's cache. It has a user with a token, a volume, and DBFS.
 *
 * <p>Tests that share one ask for what is left of runs, and not for what is there.
 */
final class DatabricksWorkspace implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** The base of runs in the workspace's volume. */
    static final String VOLUME = "/Volumes/main/default/dyndeps";

    /** The base of runs on DBFS. */
    static final String DBFS = "dbfs:/FileStore/pyfiles_test";

    static final String USER = "user@example.com";

    private final JobsOptions options;
    private @Nullable Running running;
    private boolean shared;

    private record Running(Workspaces.Workspace folder, EmulatedWorkspace workspace, EmulatedJobs jobs) {}

    private DatabricksWorkspace(JobsOptions options) {
        this.options = options;
    }

    /** With two clusters at most, whose tasks find what this process finds on the network. */
    static DatabricksWorkspace standard() {
        return with(UnaryOperator.identity());
    }

    /** With other options than the {@linkplain #standard} ones. */
    static DatabricksWorkspace with(UnaryOperator<JobsOptions> options) {
        return new DatabricksWorkspace(options.apply(JobsOptions.STANDARD.withNetwork(Network.ofTheCaller())));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        shared = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!shared) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!shared) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    private void start() throws IOException {
        Workspaces temp = new TempWorkspaces(Dyndeps.CACHE.resolve("tmp"));
        Workspaces.Workspace folder = temp.open();
        Files.createFile(folder.folder().resolve("databrickscfg"));
        EmulatedWorkspace workspace = EmulatedWorkspace.start(
                EmulatedWorkspace.Options.in(folder.folder().resolve("files")).withUser(USER));
        workspace.storage().createVolume("main", "default", "dyndeps");
        EmulatedJobs jobs = EmulatedJobs.addTo(
                workspace,
                options,
                new PythonTasks(workspace.root(), Dyndeps.CACHE, temp, options.network(), options.secrets()));
        running = new Running(folder, workspace, jobs);
    }

    private void stop() {
        running().workspace.close();
        running().folder.close();
    }

    EmulatedWorkspace workspace() {
        return running().workspace;
    }

    EmulatedJobs jobs() {
        return running().jobs;
    }

    /** What a person does in it without our program. */
    Person person() {
        return new Person(workspace().url(), workspace().token());
    }

    /**
     * The variables by which the program finds it, with the volume as the base. Others of the machine's that could lead the
     * program elsewhere are empty, which is the same as not set.
     */
    ImmutableMap<String, String> variables() {
        ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();
        System.getenv().keySet().stream()
                .filter(name -> name.startsWith("DATABRICKS_"))
                .forEach(name -> variables.put(name, ""));
        return variables
                .put("DATABRICKS_HOST", workspace().url().toString())
                .put("DATABRICKS_TOKEN", workspace().token())
                .put("DATABRICKS_CONFIG_FILE", configFile().toString())
                .put("DYNDEPS_BASE", VOLUME)
                .buildKeepingLast();
    }

    /** The file that takes the place of {@code ~/.databrickscfg}; it is empty. */
    Path configFile() {
        return running().folder.folder().resolve("databrickscfg");
    }

    /** Runs a command of the program against it, in this process. */
    Dyndeps.Result run(String... arguments) {
        return Dyndeps.run(variables(), arguments);
    }

    /** The same, with more variables, or other values for some. */
    Dyndeps.Result run(Map<String, String> more, String... arguments) {
        return Dyndeps.run(
                ImmutableMap.<String, String>builder()
                        .putAll(variables())
                        .putAll(more)
                        .buildKeepingLast(),
                arguments);
    }

    /** Every file and folder below the base, by its path in the workspace, sorted; none if the base is not there. */
    ImmutableList<String> below(String base) {
        Path folder = onDisk(base);
        if (!Files.exists(folder)) {
            return ImmutableList.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !path.equals(folder))
                    .map(path -> base + "/" + folder.relativize(path))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is left of any run, be it an empty folder: below both bases. */
    ImmutableList<String> leftOfRuns() {
        return Stream.of(VOLUME, DBFS)
                .flatMap(base -> below(base + "/runs").stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** For the next test of those that share it. */
    void removeRuns() throws IOException {
        for (String base : List.of(VOLUME, DBFS)) {
            Path runs = onDisk(base + "/runs");
            if (Files.exists(runs)) {
                MoreFiles.deleteRecursively(runs, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
    }

    /** Where a path of its storage is on this machine. */
    Path onDisk(String path) {
        return path.startsWith("dbfs:/")
                ? workspace().root().resolve("dbfs").resolve(path.substring("dbfs:/".length()))
                : workspace().root().resolve(path.substring(1));
    }

    private Running running() {
        return Objects.requireNonNull(running, "the workspace runs while the tests of its class do");
    }
}
