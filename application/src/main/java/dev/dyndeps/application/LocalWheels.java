package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.archive.ArchiveEntry;
import dev.dyndeps.domain.archive.ArchivePath;
import dev.dyndeps.domain.format.Twins;
import dev.dyndeps.domain.format.Unit;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.python.TargetRuntime;
import dev.dyndeps.domain.wheelhouse.BuildPlan;
import dev.dyndeps.domain.wheelhouse.Origin;
import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import dev.dyndeps.domain.wheelhouse.TargetRules;
import dev.dyndeps.domain.wheelhouse.UserModules;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.port.ArchiveWriter;
import dev.dyndeps.port.DependencyArchive;
import dev.dyndeps.port.WheelBuilder.SourceTree;
import dev.dyndeps.port.WheelCache;
import dev.dyndeps.port.WheelCache.KeptWheel;
import dev.dyndeps.port.WheelReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers the wheels that an input brings: those in it, those built from it, and the one of its loose modules. */
public final class LocalWheels {
    private final WheelReader reader;
    private final BuiltWheels builds;
    private final ArchiveWriter writer;
    private final RuntimeSource runtime;
    private final WheelCache cache;

    public LocalWheels(
            WheelReader reader, BuiltWheels builds, ArchiveWriter writer, RuntimeSource runtime, WheelCache cache) {
        this.reader = reader;
        this.builds = builds;
        this.writer = writer;
        this.runtime = runtime;
        this.cache = cache;
    }

    /** Every wheel, checked against its RECORD and the target, one per distribution. */
    ImmutableList<FoundWheel> collect(DependencyArchive archive, BuildPlan plan, Path folder, Stages stages) {
        for (Twins twins : plan.recognition().twins()) {
            if (!digest(archive, twins.kept()).equals(digest(archive, twins.copy()))) {
                throw twins.differ();
            }
        }
        Map<DistributionName, FoundWheel> found = new LinkedHashMap<>();
        for (ArchivePath wheel : plan.wheels()) {
            add(found, stages.time("check", wheel.toString(), () -> existing(archive, wheel, folder)), plan.target());
        }
        for (Unit.Project project : plan.projects()) {
            add(
                    found,
                    stages.time("build", project.root().toString(), () -> project(archive, project, plan, folder)),
                    plan.target());
        }
        for (ArchivePath sdist : plan.sdists()) {
            add(
                    found,
                    stages.time("build", sdist.toString(), () -> sdist(archive, sdist, plan, folder)),
                    plan.target());
        }
        if (!plan.modules().isEmpty()) {
            add(
                    found,
                    stages.time(
                            "modules", plan.modules().size() + " files", () -> modules(archive, plan, folder, stages)),
                    plan.target());
        }
        return ImmutableList.copyOf(found.values());
    }

    private static void add(Map<DistributionName, FoundWheel> found, FoundWheel wheel, TargetRuntime target) {
        TargetRules.check(wheel.contents(), target, wheel.where());
        FoundWheel other = found.putIfAbsent(wheel.distribution(), wheel);
        if (other != null && !other.contents().sha256().equals(wheel.contents().sha256())) {
            throw new UserError(
                    Code.DUPLICATE_DISTRIBUTION,
                    other.where() + " and " + wheel.where(),
                    "both bring " + wheel.distribution() + " ("
                            + other.contents().name().version() + " and "
                            + wheel.contents().name().version() + "), with different content",
                    "Keep one of them");
        }
    }

    private FoundWheel existing(DependencyArchive archive, ArchivePath wheel, Path folder) {
        Origin origin = new Origin(Origin.Kind.INPUT, wheel.value(), "dyndeps");
        Optional<KeptWheel> kept = cache.find(digest(archive, wheel), wheel.name(), folder.resolve("kept"));
        if (kept.isPresent()) {
            return new FoundWheel(kept.get().file(), kept.get().contents(), origin, wheel.toString());
        }
        // A folder of its own: two units may bring files of one name.
        Path into = folder.resolve("input")
                .resolve(Hashing.sha256().hashUnencodedChars(wheel.value()).toString());
        archive.extract(wheel, into);
        Path file = into.resolve(wheel.name());
        return found(file, origin, wheel.toString());
    }

    private FoundWheel project(DependencyArchive archive, Unit.Project project, BuildPlan plan, Path folder) {
        Path source = folder.resolve("source")
                .resolve(Hashing.sha256()
                        .hashUnencodedChars(project.root().value())
                        .toString()
                        .substring(0, 12));
        archive.extract(project.root(), source);
        return built(
                new SourceTree(source, project.root().toString(), project.suppliedBuildSystem()),
                Optional.empty(),
                plan,
                folder);
    }

    private FoundWheel sdist(DependencyArchive archive, ArchivePath sdist, BuildPlan plan, Path folder) {
        Path into = folder.resolve("sdist");
        archive.extract(sdist, into);
        return built(
                new SourceTree(into.resolve(sdist.name()), sdist.toString(), false),
                Optional.of(digest(archive, sdist)),
                plan,
                folder);
    }

    private FoundWheel built(SourceTree source, Optional<HashCode> sdist, BuildPlan plan, Path folder) {
        BuiltWheels.Built built = builds.build(source, plan.target(), folder);
        return new FoundWheel(
                built.wheel().file(),
                built.wheel().contents(),
                new Origin(Origin.Kind.BUILT, source.where(), built.tool(), sdist),
                source.where());
    }

    private FoundWheel modules(DependencyArchive archive, BuildPlan plan, Path folder, Stages stages) {
        UserModules modules = UserModules.of(
                plan.modules().stream().map(module -> module(archive, module)).collect(ImmutableList.toImmutableList()),
                runtime);
        modules.warnings().forEach(stages::note);
        Path file = folder.resolve("modules").resolve(modules.fileName());
        writer.write(modules.zip(), key -> archive.open(ArchivePath.of(key)), file);
        return found(file, new Origin(Origin.Kind.MODULES, ".", "dyndeps"), UserModules.PACKAGE);
    }

    private static UserModules.Module module(DependencyArchive archive, BuildPlan.Module module) {
        ArchiveEntry entry = archive.listing().entry(module.source()).orElseThrow();
        return new UserModules.Module(
                module.source(), module.path(), entry.size(), digest(archive, module.source()), entry.executable());
    }

    private FoundWheel found(Path file, Origin origin, String where) {
        WheelContents contents = reader.read(file);
        cache.keep(file, contents);
        return new FoundWheel(file, contents, origin, where);
    }

    private static HashCode digest(DependencyArchive archive, ArchivePath file) {
        try (InputStream in = archive.open(file);
                HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), in)) {
            ByteStreams.exhaust(hashing);
            return hashing.hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
