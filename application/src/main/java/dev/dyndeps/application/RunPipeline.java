package dev.dyndeps.application;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs the pipeline: process (here: build, or take, the wheelhouse and put it into the run's folder), load and validate on
 * the driver and on every worker, clean up.
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
     * @param source what to run: an input to build from, or a finished wheelhouse
     * @param base where the run's folder is made, at {@code BASE/runs/<uuid>}
     * @param master the Spark master
     * @param python the version of Python to run with; the local interpreter's own if empty
     * @param checks the user's scripts that must pass
     * @param main the user's program, run in the same application after validation
     * @param arguments its arguments
     * @param keep whether the run's folder stays
     */
    public record Request(
            Source source,
            StorePath base,
            String master,
            Optional<String> python,
            ImmutableList<Path> checks,
            Optional<Path> main,
            ImmutableList<String> arguments,
            boolean keep) {}

    /** What a run starts from. */
    public sealed interface Source {}

    /** An input of any shape; the request's output folder is not used. */
    public record FromInput(BuildWheelhouse.Request request) implements Source {}

    /** A wheelhouse that was built before. */
    public record FromWheelhouse(Path file) implements Source {}

    /**
     * What happened.
     *
     * @param built what was built, if the run started from an input
     * @param wheelhouse the wheelhouse's place in the run's folder
     * @param outcome how the tasks ended
     * @param seconds the time of each stage
     * @param left what is still there of the run afterwards
     */
    public record Ran(
            RunPaths paths,
            Optional<Built> built,
            Manifest manifest,
            StorePath wheelhouse,
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
     * @throws Interrupted after the job was cancelled and the run's folder removed
     */
    public Ran run(Request request, ProgressListener progress) {
        Stages stages = new Stages(ticker, progress);
        RunPaths paths = new RunPaths(request.base(), runIds.next());
        try (Workspace workspace = workspaces.open()) {
            Processed processed = process(request, paths, workspace.folder(), stages);
            JobOutcome outcome = tasks(request, paths, processed, stages);
            if (!request.keep()) {
                remove(paths);
            }
            return new Ran(
                    paths,
                    processed.built,
                    processed.manifest,
                    processed.place,
                    outcome,
                    stages.seconds(),
                    store.stat(paths.folder()).isPresent() ? ImmutableList.of(paths.folder()) : ImmutableList.of());
        } catch (RuntimeException | Error e) {
            afterwards(e, () -> remove(paths));
            throw e;
        }
    }

    private Processed process(Request request, RunPaths paths, Path folder, Stages stages) {
        Path marker = folder.resolve("marker.json");
        String markerText = new RunMarker(paths.run(), machine.owner()).text();
        texts.write(marker, markerText);
        Processed processed;
        if (request.source() instanceof FromInput input) {
            BuildWheelhouse.Request wanted = input.request();
            Built built = build.run(
                    new BuildWheelhouse.Request(
                            wanted.input(),
                            wanted.target(),
                            wanted.format(),
                            wanted.lock(),
                            folder.resolve("out"),
                            wanted.policy()),
                    stages.progress());
            stages.add(built.seconds());
            processed = new Processed(
                    Optional.of(built),
                    built.manifest(),
                    built.wheelhouse(),
                    built.sha256(),
                    place(paths, built.wheelhouse()));
        } else {
            Path file = ((FromWheelhouse) request.source()).file();
            try (OpenWheelhouse open = wheelhouses.open(file)) {
                processed = new Processed(Optional.empty(), open.manifest(), file, digest(file), place(paths, file));
            }
        }
        stages.time("store", paths.folder().toString(), () -> {
            store.put(marker, Hashing.sha256().hashString(markerText, StandardCharsets.UTF_8), paths.marker());
            return store.put(processed.file, processed.sha256, processed.place);
        });
        return processed;
    }

    private JobOutcome tasks(Request request, RunPaths paths, Processed processed, Stages stages) {
        ImmutableMap<String, String> values = RunValues.of(
                paths,
                new RunValues.Wheelhouse(processed.place, processed.sha256),
                new RunValues.Use(
                        request.checks().stream()
                                .map(check -> check.toAbsolutePath().toString())
                                .collect(ImmutableList.toImmutableList()),
                        request.main().map(main -> main.toAbsolutePath().toString()),
                        request.arguments(),
                        request.keep()));
        JobDefinition job = new JobDefinition(
                "dyndeps " + paths.run(),
                RunValues.declared(values),
                PipelinePlan.processedHere().tasks(),
                new Compute.SparkMaster(request.master(), request.python()),
                JobSettings.DEFAULT);
        JobRunner.Submitted submitted = jobs.submit(new JobPlan(job, paths, values), stages.progress());
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
        store.delete(paths.folder());
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

    private static StorePath place(RunPaths paths, Path file) {
        return paths.file(Objects.requireNonNull(file.getFileName()).toString());
    }

    private static HashCode digest(Path file) {
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Processed(Optional<Built> built, Manifest manifest, Path file, HashCode sha256, StorePath place) {}
}
