package dev.dyndeps.adapter.dbfs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.adapter.databricks.ConnectionSettings;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.http.Recorded;
import dev.dyndeps.port.ProgressListener;
import dev.dyndeps.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A workspace with a volume, and a store that talks to it through the SDK. */
final class Emulated implements AutoCloseable {
    static final StorePath VOLUME = StorePath.of("/Volumes/main/default/files/base");
    static final StorePath DBFS = StorePath.of("dbfs:/FileStore/base");

    final EmulatedWorkspace workspace;
    final RecordingProgress progress = new RecordingProgress();
    final WorkspaceStore store;

    private Emulated(EmulatedWorkspace workspace) {
        this.workspace = workspace;
        workspace.storage().createVolume("main", "default", "files");
        this.store = store(Duration.ofSeconds(30), progress);
    }

    static Emulated in(Path root) {
        return new Emulated(EmulatedWorkspace.start(EmulatedWorkspace.Options.in(root)));
    }

    static Emulated in(Path root, InstantSource clock) {
        return new Emulated(
                EmulatedWorkspace.start(EmulatedWorkspace.Options.in(root).withClock(clock)));
    }

    /** Another caller's store, which waits so long for an answer. */
    WorkspaceStore store(Duration timeout, ProgressListener listener) {
        ConnectionSettings settings = ConnectionSettings.of(
                ImmutableMap.of("DATABRICKS_HOST", workspace.url().toString(), "DATABRICKS_TOKEN", workspace.token()),
                Optional.empty(),
                "0.1.0");
        return new WorkspaceStore(
                new WorkspaceConnection(settings.withTimeout(timeout)), listener, Duration.ofMillis(1));
    }

    /** Where the emulated workspace has it on the disk. */
    Path onDisk(StorePath path) {
        String text = path.value();
        return workspace
                .root()
                .resolve(
                        text.startsWith("dbfs:/Volumes")
                                ? text.substring(6)
                                : text.replace("dbfs:", "dbfs").replaceFirst("^/", ""));
    }

    /** Puts a file there behind the service's back. */
    void write(StorePath path, Path content) throws IOException {
        Path place = onDisk(path);
        Files.createDirectories(place.getParent());
        Files.copy(content, place);
    }

    /** All files below a folder, by their paths from there, sorted. */
    ImmutableList<String> files(StorePath folder) throws IOException {
        Path place = onDisk(folder);
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> place.relativize(file).toString())
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        }
    }

    long requests(String request) {
        return workspace.recorded().stream()
                .map(Recorded::request)
                .filter(recorded -> recorded.startsWith(request))
                .count();
    }

    static Path file(Path place, int size, int seed) throws IOException {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return Files.write(place, content);
    }

    static HashCode sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256());
    }

    @Override
    public void close() {
        workspace.close();
    }
}
