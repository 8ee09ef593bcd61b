package dev.dyndeps.application;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.application.BuildWheelhouse.Built;
import dev.dyndeps.domain.Code;
import dev.dyndeps.domain.UserError;
import dev.dyndeps.domain.pipeline.RunPaths;
import dev.dyndeps.domain.pipeline.RunValues;
import dev.dyndeps.domain.pipeline.SharedPaths;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.port.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts the files of one run where its tasks can read them; the marker first of all. Where the driver is elsewhere,
 * wheelhouses and programs go to places by their digest, so that the next run need not send them again.
 */
final class RunFiles {
    private final ArtifactStore store;
    private final RunPaths paths;
    private final Path marker;
    private final boolean driverIsHere;
    private boolean begun;

    /** @param marker a file that says which run of whom it is */
    RunFiles(ArtifactStore store, RunPaths paths, Path marker, boolean driverIsHere) {
        this.store = store;
        this.paths = paths;
        this.marker = marker;
        this.driverIsHere = driverIsHere;
    }

    RunPaths paths() {
        return paths;
    }

    StorePath folder() {
        return paths.folder();
    }

    RunValues.Wheelhouse wheelhouse(Path file, Optional<Built> built) {
        HashCode sha256 = built.map(Built::sha256).orElseGet(() -> digest(file));
        StorePath place =
                driverIsHere ? paths.file(name(file)) : SharedPaths.wheelhouse(paths.base(), sha256, name(file));
        put(file, sha256, place);
        return new RunValues.Wheelhouse(place, sha256);
    }

    RunValues.ToProcess toProcess(RunPipeline.ProcessedByTask source, String owner) {
        if (!Files.isRegularFile(source.input())) {
            throw new UserError(
                    Code.INPUT_MISSING,
                    source.input().toString(),
                    "a task on a cluster can process a file only, and this is none",
                    "Give a zip, a requirements.txt or a .whl, or leave the processing to this machine");
        }
        HashCode sha256 = digest(source.program());
        StorePath program = SharedPaths.program(paths.base(), sha256, name(source.program()));
        StorePath input = paths.file("input").resolve(name(source.input()));
        put(source.input(), digest(source.input()), input);
        put(source.program(), sha256, program);
        return new RunValues.ToProcess(program, sha256, input, source.target(), source.options(), owner);
    }

    /** What the run does with its wheelhouse; the user's scripts stay where they are if the driver can read them there. */
    RunValues.Use use(RunPipeline.Request request) {
        ImmutableList.Builder<String> checks = ImmutableList.builder();
        for (int i = 0; i < request.checks().size(); i++) {
            checks.add(script(request.checks().get(i), "check-" + i));
        }
        return new RunValues.Use(
                checks.build(), request.main().map(main -> script(main, "main")), request.arguments(), request.keep());
    }

    private String script(Path file, String folder) {
        if (driverIsHere) {
            return file.toAbsolutePath().toString();
        }
        StorePath place = paths.file(folder).resolve(name(file));
        put(file, digest(file), place);
        return place.value();
    }

    /** Whether something of the run may be in the store. */
    boolean begun() {
        return begun;
    }

    private void put(Path file, HashCode sha256, StorePath place) {
        if (!begun) {
            mark();
        }
        store.put(file, sha256, place);
    }

    private void mark() {
        begun = true;
        try {
            store.put(marker, digest(marker), paths.marker());
        } catch (UserError refused) {
            begun = false; // a file is there whole or not at all
            throw refused;
        }
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    private static HashCode digest(Path file) {
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256());
        } catch (NoSuchFileException e) {
            throw new UserError(Code.INPUT_MISSING, file.toString(), "there is no such file", "Check the path");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
