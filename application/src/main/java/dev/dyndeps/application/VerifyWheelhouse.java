package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.python.CoreMetadata;
import dev.dyndeps.domain.python.DistributionName;
import dev.dyndeps.domain.wheelhouse.Completeness;
import dev.dyndeps.domain.wheelhouse.Manifest;
import dev.dyndeps.domain.wheelhouse.ManifestWheel;
import dev.dyndeps.domain.wheelhouse.RuntimeSource;
import dev.dyndeps.domain.wheelhouse.TargetRules;
import dev.dyndeps.domain.wheelhouse.WheelContents;
import dev.dyndeps.domain.wheelhouse.WheelhousePlan;
import dev.dyndeps.domain.wheelhouse.ZipPlan;
import dev.dyndeps.port.ImportProbe;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.port.WheelReader;
import dev.dyndeps.port.WheelhouseReader;
import dev.dyndeps.port.WheelhouseReader.OpenWheelhouse;
import dev.dyndeps.port.Workspaces;
import dev.dyndeps.port.Workspaces.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves that a wheelhouse is what its manifest says: every wheel's digest and RECORD, every other byte of the file (they
 * follow from the manifest and the wheels), and that nothing is missing on its target.
 */
public final class VerifyWheelhouse {
    private final WheelhouseReader wheelhouses;
    private final WheelReader wheels;
    private final Workspaces workspaces;
    private final RuntimeSource runtime;
    private final ImportProbe imports;

    public VerifyWheelhouse(
            WheelhouseReader wheelhouses,
            WheelReader wheels,
            Workspaces workspaces,
            RuntimeSource runtime,
            ImportProbe imports) {
        this.wheelhouses = wheelhouses;
        this.wheels = wheels;
        this.workspaces = workspaces;
        this.runtime = runtime;
        this.imports = imports;
    }

    /** @param imports whether to import each root as well, in a Python of the target's version */
    public record Request(Path wheelhouse, boolean imports) {}

    /** @param imported how each root was imported; none if that was not asked for */
    public record Verified(Manifest manifest, ImmutableList<ImportProbe.Imported> imported) {}

    /**
     * @throws UserError ({@code WHEELHOUSE_TAMPERED}, {@code WHEEL_RECORD}, {@code INCOMPLETE}, …) at the first thing
     *     that is not as it must be
     */
    public Verified run(Request request, ProgressListener progress) {
        try (OpenWheelhouse open = wheelhouses.open(request.wheelhouse());
                Workspace workspace = workspaces.open()) {
            Manifest manifest = open.manifest();
            oneOfEach(manifest);
            progress.stage("check", manifest.wheels().size() + " wheels");
            ImmutableList<WheelContents> contents = manifest.wheels().stream()
                    .map(wheel -> wheel(open, wheel, workspace.folder()))
                    .collect(ImmutableList.toImmutableList());
            contents.forEach(wheel ->
                    TargetRules.check(wheel, manifest.target(), wheel.name().fileName()));
            prove(manifest, contents);
            entries(open, manifest, contents);
            return new Verified(
                    manifest,
                    request.imports()
                            ? imports.probe(request.wheelhouse(), manifest.roots(), manifest.target(), progress)
                            : ImmutableList.of());
        }
    }

    private static void oneOfEach(Manifest manifest) {
        Set<DistributionName> names = new HashSet<>();
        for (ManifestWheel wheel : manifest.wheels()) {
            if (!names.add(wheel.name().name())) {
                throw tampered(Manifest.FILE, "it names " + wheel.name().name() + " twice");
            }
        }
    }

    private WheelContents wheel(OpenWheelhouse open, ManifestWheel wheel, Path folder) {
        Path file = folder.resolve(wheel.name().fileName());
        String entry = "wheels/" + wheel.name().fileName();
        if (!open.entries().contains(entry)) {
            throw tampered(entry, "the manifest names it and it is not there");
        }
        HashCode digest;
        try (InputStream in = open.open(entry);
                HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), in)) {
            Files.copy(hashing, file);
            digest = hashing.hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!digest.equals(wheel.sha256())) {
            throw tampered(entry, "its SHA-256 is " + digest + ", and the manifest says " + wheel.sha256());
        }
        WheelContents contents = wheels.read(file);
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    private static void prove(Manifest manifest, ImmutableList<WheelContents> contents) {
        Map<DistributionName, CoreMetadata> metadata =
                contents.stream().collect(Collectors.toMap(wheel -> wheel.name().name(), WheelContents::metadata));
        Completeness completeness = Completeness.of(ImmutableList.of(), metadata.keySet(), metadata, manifest.target());
        for (Completeness.Missing missing : completeness.missing()) {
            throw new UserError(
                    Code.INCOMPLETE,
                    missing.path(),
                    "nothing in the wheelhouse is " + missing.requirement(),
                    "Build the wheelhouse again from its input");
        }
    }

    /** Everything but the wheels follows from the manifest, the wheels and the runtime's texts. */
    private void entries(OpenWheelhouse open, Manifest manifest, ImmutableList<WheelContents> contents) {
        if (!manifest.runtime().equals(runtime.digest())) {
            throw new UserError(
                    Code.WHEELHOUSE_MALFORMED,
                    Manifest.FILE,
                    "it was made by another version of dyndeps, whose runtime this one does not know",
                    "Verify it with the version that made it, or build it again");
        }
        ZipPlan plan = WheelhousePlan.of(manifest, contents, runtime).zip();
        ImmutableSet<String> planned =
                plan.entries().stream().map(ZipPlan.Entry::path).collect(ImmutableSet.toImmutableSet());
        ImmutableSet<String> there = ImmutableSet.copyOf(open.entries());
        for (String entry : there) {
            if (!planned.contains(entry)) {
                throw tampered(entry, "it does not belong in a wheelhouse of this manifest");
            }
        }
        for (ZipPlan.Entry entry : plan.entries()) {
            if (!there.contains(entry.path())) {
                throw tampered(entry.path(), "it is missing");
            }
            if (entry instanceof ZipPlan.Text text && !same(open, text)) {
                throw tampered(entry.path(), "its content is not what the manifest and the wheels lead to");
            }
        }
        open.differenceFrom(plan).ifPresent(where -> {
            throw tampered(where, "the zip says something else of it than dyndeps writes");
        });
    }

    private static boolean same(OpenWheelhouse open, ZipPlan.Text text) {
        try (InputStream in = open.open(text.path())) {
            return Arrays.equals(ByteStreams.toByteArray(in), text.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserError tampered(String entry, String what) {
        return new UserError(Code.WHEELHOUSE_TAMPERED, entry, what, "Do not use this file; build the wheelhouse again");
    }
}
