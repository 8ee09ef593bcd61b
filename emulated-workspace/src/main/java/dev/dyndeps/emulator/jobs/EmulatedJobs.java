package dev.dyndeps.emulator.jobs;

import dev.dyndeps.adapter.filesystem.CacheRoot;
import dev.dyndeps.adapter.filesystem.TempWorkspaces;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.http.Endpoints;
import dev.dyndeps.emulator.http.Routes;
import dev.dyndeps.emulator.jobs.engine.JobFaults;
import dev.dyndeps.emulator.jobs.engine.Jobs;
import dev.dyndeps.emulator.jobs.engine.Runs;
import dev.dyndeps.emulator.jobs.engine.SystemTimers;
import dev.dyndeps.emulator.jobs.engine.TaskExecutor;
import dev.dyndeps.emulator.jobs.python.PythonTasks;
import java.net.URI;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The jobs of an emulated workspace. They stop with it. */
public final class EmulatedJobs implements Endpoints {
    /** Ids have as many digits as the service's, and fit a double as they must in its answers. */
    private static final long SMALLEST_ID = 100_000_000_000_000L;

    private static final long LARGEST_ID = 999_999_999_999_999L;

    private final SystemTimers timers = new SystemTimers();
    private final JobFaults faults = new JobFaults();
    private final Catalog catalog;
    private final Supplier<URI> workspace;
    private final Jobs jobs;
    private final Runs runs;

    private EmulatedJobs(TaskExecutor executor, Supplier<URI> workspace, JobsOptions options) {
        SecureRandom random = new SecureRandom();
        LongSupplier ids = () -> random.nextLong(SMALLEST_ID, LARGEST_ID);
        this.catalog = new Catalog(options.clusters());
        this.workspace = workspace;
        this.jobs = new Jobs(timers, ids);
        this.runs = new Runs(executor, timers, ids, options.slots(), faults);
    }

    /** Adds jobs that really run, with Python environments from this user's cache folder. */
    public static EmulatedJobs addTo(EmulatedWorkspace workspace, JobsOptions options) {
        CacheRoot cache = CacheRoot.resolve(System.getenv());
        return addTo(
                workspace,
                options,
                new PythonTasks(
                        workspace.root(),
                        cache.folder(),
                        new TempWorkspaces(cache.temp()),
                        options.network(),
                        options.secrets()));
    }

    /** Adds jobs whose tasks somebody else carries out. */
    public static EmulatedJobs addTo(EmulatedWorkspace workspace, JobsOptions options, TaskExecutor executor) {
        EmulatedJobs jobs = new EmulatedJobs(executor, workspace::url, options);
        workspace.add(jobs);
        return jobs;
    }

    /** What is to go wrong with runs. */
    public JobFaults faults() {
        return faults;
    }

    /** All runs, for whoever wants to see more than the API shows. */
    public Runs runs() {
        return runs;
    }

    @Override
    public void register(Routes routes) {
        Api api = new Api(routes);
        new JobsEndpoints(jobs, runs, catalog).register(api);
        new RunsEndpoints(runs, catalog, workspace).register(api);
        new PermissionsEndpoints(jobs).register(routes);
        new ClusterEndpoints(catalog).register(routes);
    }

    @Override
    public void close() {
        runs.close();
        timers.close();
    }
}
