package dev.dyndeps.application;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveLimits;
import dev.dyndeps.domain.format.Format;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.requirements.LockFile;
import dev.dyndeps.domain.requirements.RequirementsPolicy;
import dev.dyndeps.domain.wheelhouse.BuildPlan;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.PyLock;
import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import dev.dyndeps.domain.wheelhouse.WheelhousePlan;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.port.ArchiveWriter.Written;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.InputArchives;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.RemoteError;
import dev.dyndeps.port.TextWriter;
import dev.dyndeps.port.TomlReader;
import dev.dyndeps.port.ToolError;
import dev.dyndeps.port.WheelhouseCache.KeptWheelhouse;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Turns an input of any shape into one wheelhouse. */
public final class BuildWheelhouse {
    private final InspectArchive inspect;
    private final InputArchives archives;
    private final TomlReader toml;
    private final LocalWheels localWheels;
    private final CompleteResolution resolution;
    private final ArchiveWriter writer;
    private final TextWriter texts;
    private final Workspaces workspaces;
    private final RuntimeSource runtime;
    private final KeptWheelhouses kept;
    private final Ticker ticker;

    public BuildWheelhouse(
            InputArchives archives,
            TomlReader toml,
            LocalWheels localWheels,
            CompleteResolution resolution,
            ArchiveWriter writer,
            TextWriter texts,
            Workspaces workspaces,
            RuntimeSource runtime,
            KeptWheelhouses kept,
            Ticker ticker) {
        this.inspect = new InspectArchive(archives, toml);
        this.archives = archives;
        this.toml = toml;
        this.localWheels = localWheels;
        this.resolution = resolution;
        this.writer = writer;
        this.texts = texts;
        this.workspaces = workspaces;
        this.runtime = runtime;
        this.kept = kept;
        this.ticker = ticker;
    }

    /**
     * @param input a zip, a folder, a bare requirements file or a wheel
     * @param target what the wheelhouse must run on
     * @param format the shape that the input must have; recognised if empty
     * @param lock a {@code pylock.toml} whose wheels are to be taken, none other
     * @param output the folder that the wheelhouse and its lock file go to, made if missing
     * @param policy what the operator allows a requirements file to do
     */
    public record Request(
            Path input,
            TargetRuntime target,
            Optional<Format> format,
            Optional<Path> lock,
            Path output,
            RequirementsPolicy policy) {

        /** Where the wheelhouse of this manifest goes. */
        Path place(Manifest manifest) {
            return output.resolve(WheelhousePlan.fileName(nameOf(input), manifest));
        }

        InspectArchive.Request inspection() {
            return new InspectArchive.Request(input, format, policy);
        }
    }

    /**
     * What was built.
     *
     * @param inspection what the input was recognised as
     * @param wheelhouse the file
     * @param sha256 the file's digest, which the task that loads it checks
     * @param lock the lock file beside it
     * @param seconds the time of each stage
     */
    public record Built(
            Inspection inspection,
            Manifest manifest,
            Path wheelhouse,
            long size,
            HashCode sha256,
            Path lock,
            ImmutableMap<String, Double> seconds) {}

    /** What {@link #run} would do: nothing is built, fetched or written. */
    public BuildPlan plan(Request request) {
        try (DependencyArchive archive = archives.open(request.input(), ArchiveLimits.DEFAULT)) {
            return plan(inspect.inspect(archive, request.inspection()), request);
        }
    }

    /**
     * @throws UserError if the input, the requirements or a wheel break a rule; nothing is left
     * @throws ToolError if a build or the resolver fails
     * @throws RemoteError if the index cannot be reached
     */
    public Built run(Request request, ProgressListener progress) {
        Stages stages = new Stages(ticker, progress);
        try (DependencyArchive archive = stages.time(
                        "read",
                        request.input().toString(),
                        () -> archives.open(request.input(), ArchiveLimits.DEFAULT));
                Workspace workspace = workspaces.open()) {
            Inspection inspection = stages.time(
                    "recognise",
                    archive.listing().files().size() + " files",
                    () -> inspect.inspect(archive, request.inspection()));
            return build(archive, plan(inspection, request), inspection, request, workspace.folder(), stages);
        }
    }

    private BuildPlan plan(Inspection inspection, Request request) {
        return BuildPlan.of(
                inspection.recognition(), inspection.requirements(), inspection.warnings(), request.target());
    }

    private Built build(
            DependencyArchive archive,
            BuildPlan plan,
            Inspection inspection,
            Request request,
            Path folder,
            Stages stages) {
        Optional<LockText> lock = lock(archive, plan, request);
        HashCode key = kept.key(request, archive.digest(), lock.map(LockText::digest));
        Optional<KeptWheelhouse> before = kept.find(key, folder);
        if (before.isPresent()) {
            return again(before.get(), inspection, request, stages);
        }
        ImmutableList<FoundWheel> local = localWheels.collect(archive, plan, folder, stages);
        CompleteResolution.Resolved resolved = lock.isPresent()
                ? resolution.fromLock(plan, lock.get().parse(toml), local, folder, stages)
                : resolution.resolve(plan, local, folder, stages);
        Manifest manifest = manifest(archive, plan, resolved);
        if (lock.isEmpty() && (resolved.asked() || plan.builds())) {
            key = kept.key(manifest);
            before = kept.find(key, folder);
            if (before.isPresent()) {
                return again(before.get(), inspection, request, stages);
            }
        }
        WheelhousePlan wheelhouse = WheelhousePlan.of(
                manifest,
                resolved.wheels().stream().map(FoundWheel::contents).collect(ImmutableList.toImmutableList()),
                runtime);
        Written written = stages.time(
                "pack",
                manifest.wheels().size() + " wheels",
                () -> writer.write(wheelhouse.zip(), sources(resolved.wheels()), request.place(manifest)));
        Built built = finished(inspection, manifest, written, request, stages);
        kept.keep(key, wheelhouse, written);
        return built;
    }

    private Manifest manifest(DependencyArchive archive, BuildPlan plan, CompleteResolution.Resolved resolved) {
        return Manifest.of(
                plan.target(),
                runtime.digest(),
                archive.digest(),
                plan.recognition().format(),
                resolved.wheels().stream()
                        .map(wheel -> new Manifest.Entry(wheel.contents(), wheel.origin()))
                        .collect(ImmutableList.toImmutableList()),
                resolved.requested(),
                resolved.completeness(),
                resolved.warnings());
    }

    private static ArchiveWriter.Sources sources(ImmutableList<FoundWheel> wheels) {
        ImmutableMap<String, Path> files = wheels.stream()
                .collect(ImmutableMap.toImmutableMap(
                        wheel -> wheel.contents().sha256().toString(), FoundWheel::file));
        return key -> new FileInputStream(Objects.requireNonNull(files.get(key)).toFile());
    }

    private Built again(KeptWheelhouse before, Inspection inspection, Request request, Stages stages) {
        Manifest manifest = before.manifest();
        Written written = stages.time(
                "copy",
                manifest.wheels().size() + " wheels, as built before",
                () -> before.write(request.place(manifest)));
        return finished(inspection, manifest, written, request, stages);
    }

    private Built finished(Inspection inspection, Manifest manifest, Written written, Request request, Stages stages) {
        Path lock = request.output().resolve(nameOf(request.input()) + ".pylock.toml");
        try {
            texts.write(lock, PyLock.write(manifest));
        } catch (RuntimeException e) {
            withdraw(written.file(), e);
            throw e;
        }
        return new Built(
                inspection, manifest, written.file(), written.size(), written.sha256(), lock, stages.seconds());
    }

    /** Takes back what was written, since the rest of it cannot be. */
    private static void withdraw(Path file, RuntimeException failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private Optional<LockText> lock(DependencyArchive archive, BuildPlan plan, Request request) {
        if (request.lock().isPresent()) {
            Path file = request.lock().get();
            try (DependencyArchive single = archives.open(file, ArchiveLimits.DEFAULT)) {
                byte[] bytes = single.bytes(single.listing().files().get(0).path());
                return Optional.of(new LockText(bytes, file.toString()));
            }
        }
        return plan.recognition().lock().map(path -> new LockText(archive.bytes(path), path.toString()));
    }

    /** A lock file that was not looked into yet. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record LockText(byte[] bytes, String where) {
        HashCode digest() {
            return Hashing.sha256().hashBytes(bytes);
        }

        LockFile parse(TomlReader toml) {
            return LockFile.parse(bytes, toml, where);
        }
    }

    /** The input's name without what says its kind, in characters that every store takes. */
    static String nameOf(Path input) {
        String file = Objects.requireNonNullElse(
                        input.toAbsolutePath().normalize().getFileName(), Path.of("input"))
                .toString();
        String stem = file.replaceFirst("\\.(zip|txt|whl|toml)$", "");
        String safe = stem.replaceAll("[^A-Za-z0-9._+-]", "_");
        return safe.isEmpty() || safe.startsWith(".") ? "input" + safe : safe;
    }
}
