package dev.dyndeps.application;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.Compute;
import dev.dyndeps.domain.pipeline.JobDefinition;
import dev.dyndeps.domain.pipeline.JobOutcome;
import dev.dyndeps.domain.pipeline.JobPlan;
import dev.dyndeps.domain.pipeline.JobSettings;
import dev.dyndeps.domain.pipeline.PipelinePlan;
import dev.dyndeps.domain.pipeline.RunMarker;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.RunValues;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.domain.pipeline.ValidationReport;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.port.ArtifactStore;
import dev.dyndeps.port.Interrupted;
import dev.dyndeps.port.JobRunner;
import dev.dyndeps.port.Machine;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RunIds;
import dev.dyndeps.port.TextWriter;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.port.WheelhouseReader.OpenWheelhouse;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs the pipeline: process (by the caller: build, or take, the wheelhouse; or as the first task on the cluster), load and
 * validate on the driver and on every worker, clean up.
 */
public final class RunPipeline {
    private final BuildWheelhouse build;
    private final WheelhouseReader wheelhouses;
    private final ArtifactStore store;
    private final JobRunner jobs;
    private final RunIds runIds;
    private final Machine machine;
    private final TextWriter texts;
    private final Workspaces workspaces;
    private final Ticker ticker;

    public RunPipeline(
            BuildWheelhouse build,
            WheelhouseReader wheelhouses,
            ArtifactStore store,
            JobRunner jobs,
            RunIds runIds,
            Machine machine,
            TextWriter texts,
            Workspaces workspaces,
            Ticker ticker) {
        this.build = build;
        this.wheelhouses = wheelhouses;
        this.store = store;
        this.jobs = jobs;
        this.runIds = runIds;
        this.machine = machine;
        this.texts = texts;
        this.workspaces = workspaces;
        this.ticker = ticker;
    }

    /**
     * @param source what to run
     * @param base where the run's folder is made, at {@code BASE/runs/<uuid>}
     * @param compute where the tasks run
     * @param settings how the job is run, where a service runs it
     * @param checks the user's scripts that must pass
     * @param main the user's program, run in the same application after validation
     * @param arguments its arguments
     * @param keep whether the run's folder stays
     */
    public record Request(
            Source source,
            StorePath base,
            Compute compute,
            JobSettings settings,
            ImmutableList<Path> checks,
            Optional<Path> main,
            ImmutableList<String> arguments,
            boolean keep) {}

    /** What a run starts from. */
    public sealed interface Source {}

    /** An input of any shape, processed by the caller; the request's output folder is not used. */
    public record FromInput(BuildWheelhouse.Request request) implements Source {}

    /** A wheelhouse that was built before. */
    public record FromWheelhouse(Path file) implements Source {}

    /**
     * An input that is processed by the run's first task.
     *
     * @param input a file
     * @param program the wheel of this program, which brings its own Java
     * @param target what to build for, by its name
     * @param options further options of {@code dyndeps build}
     */
    public record ProcessedByTask(Path input, Path program, String target, ImmutableList<String> options)
            implements Source {}

    /**
     * What happened.
     *
     * @param built what was built, if the caller built it
     * @param manifest of the wheelhouse; empty if a task made it
     * @param wheelhouse the wheelhouse's place in the store; empty if a task made it
     * @param outcome how the tasks ended
     * @param seconds the time of each stage
     * @param left what is still there of the run afterwards
     */
    public record Ran(
            RunPaths paths,
            Optional<Built> built,
            Optional<Manifest> manifest,
            Optional<StorePath> wheelhouse,
            JobOutcome outcome,
            ImmutableMap<String, Double> seconds,
            ImmutableList<StorePath> left) {

        public boolean succeeded() {
            return outcome.succeeded();
        }

        /** What the load task found, if it got that far. */
        public Optional<ValidationReport> report() {
            return outcome.report();
        }
    }

    /**
     * @throws UserError if the input or an option is wrong
     * @throws Interrupted after the job was cancelled and the run's folder removed; what could not be done of that is
     *     suppressed in it, as in any other failure: {@link LeftBehind} names a folder that stays
     */
    public Ran run(Request request, ProgressListener progress) {
        Stages stages = new Stages(ticker, progress);
        RunPaths paths = new RunPaths(request.base(), runIds.next());
        try (Workspace workspace = workspaces.open()) {
            Path marker = workspace.folder().resolve("marker.json");
            texts.write(marker, new RunMarker(paths.run(), machine.owner()).text());
            RunFiles files =
                    new RunFiles(store, paths, marker, request.compute().driverIsHere());
            try {
                return run(request, files, workspace.folder().resolve("out"), stages);
            } catch (RuntimeException | Error e) {
                if (files.begun()) {
                    afterwards(e, () -> remove(paths));
                }
                throw e;
            }
        }
    }

    private Ran run(Request request, RunFiles files, Path out, Stages stages) {
        RunPaths paths = files.paths();
        Ready ready = ready(request, files, out, stages);
        JobOutcome outcome = tasks(new JobPlan(job(request, ready), paths, ready.values), stages);
        if (!request.keep()) {
            RunFolder.remove(store, paths);
        }
        return new Ran(
                paths,
                ready.built,
                ready.manifest,
                ready.wheelhouse,
                outcome,
                stages.seconds(),
                store.stat(paths.folder()).isPresent() ? ImmutableList.of(paths.folder()) : ImmutableList.of());
    }

    private Ready ready(Request request, RunFiles files, Path out, Stages stages) {
        if (request.source() instanceof ProcessedByTask source) {
            return stages.time(
                    "store",
                    files.folder().toString(),
                    () -> new Ready(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            PipelinePlan.processedOnCluster(),
                            RunValues.of(
                                    files.paths(),
                                    files.toProcess(source, machine.owner().user()),
                                    files.use(request))));
        }
        Processed processed = processed(request.source(), out, stages);
        return stages.time("store", files.folder().toString(), () -> {
            RunValues.Wheelhouse wheelhouse = files.wheelhouse(processed.file, processed.built);
            return new Ready(
                    processed.built,
                    Optional.of(processed.manifest),
                    Optional.of(wheelhouse.place()),
                    PipelinePlan.processedHere(),
                    RunValues.of(files.paths(), wheelhouse, files.use(request)));
        });
    }

    private Processed processed(Source source, Path out, Stages stages) {
        if (source instanceof FromInput input) {
            BuildWheelhouse.Request wanted = input.request();
            Built built = build.run(
                    new BuildWheelhouse.Request(
                            wanted.input(), wanted.target(), wanted.format(), wanted.lock(), out, wanted.policy()),
                    stages.progress());
            stages.add(built.seconds());
            return new Processed(Optional.of(built), built.manifest(), built.wheelhouse());
        }
        Path file = ((FromWheelhouse) source).file();
        try (OpenWheelhouse open = wheelhouses.open(file)) {
            return new Processed(Optional.empty(), open.manifest(), file);
        }
    }

    private static JobDefinition job(Request request, Ready ready) {
        return new JobDefinition(
                "dyndeps", RunValues.declared(ready.values), ready.plan.tasks(), request.compute(), request.settings());
    }

    private JobOutcome tasks(JobPlan plan, Stages stages) {
        JobRunner.Submitted submitted = jobs.submit(plan, stages.progress());
        JobOutcome outcome;
        try {
            outcome = submitted.await();
        } catch (RuntimeException | Error e) {
            afterwards(e, submitted::cancel);
            throw e;
        }
        outcome.tasks().forEach(task -> stages.add(ImmutableMap.of(task.key().key(), task.seconds())));
        return outcome;
    }

    /** Clean-up of our own, whatever became of the task's: nothing of a run stays. */
    private void remove(RunPaths paths) {
        try {
            RunFolder.remove(store, paths);
        } catch (RuntimeException e) {
            throw new LeftBehind(paths.folder(), paths.base(), e);
        }
    }

    /** Work that is left to do after a failure: it is done whole, interrupted or not, and does not hide the failure. */
    private static void afterwards(Throwable failure, Runnable work) {
        boolean interrupted = Thread.interrupted(); // whoever works must be able to wait
        try {
            work.run();
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Processed(Optional<Built> built, Manifest manifest, Path file) {}

    private record Ready(
            Optional<Built> built,
            Optional<Manifest> manifest,
            Optional<StorePath> wheelhouse,
            PipelinePlan plan,
            ImmutableMap<String, String> values) {}
}
