package dev.dyndeps.adapter.dbfs;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.dyndeps.adapter.databricks.ConnectionSettings;
import dev.dyndeps.adapter.databricks.WorkspaceConnection;
import dev.dyndeps.domain.pipeline.StorePath;
import dev.dyndeps.emulator.EmulatedWorkspace;
import dev.dyndeps.emulator.http.Recorded;
import dev.dyndeps.testkit.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** A workspace with a volume, and a store that talks to it through the SDK. */
final class Emulated implements AutoCloseable {
    static final StorePath VOLUME = StorePath.of("/Volumes/main/default/files/base");
    static final StorePath DBFS = StorePath.of("dbfs:/FileStore/base");

    final EmulatedWorkspace workspace;
    final RecordingProgress progress = new RecordingProgress();
    final WorkspaceStore store;

    private Emulated(EmulatedWorkspace workspace, Duration timeout) {
        this.workspace = workspace;
        workspace.storage().createVolume("main", "default", "files");
        this.store = store(timeout);
    }

    static Emulated in(Path root) {
        return new Emulated(EmulatedWorkspace.start(EmulatedWorkspace.Options.in(root)), Duration.ofSeconds(30));
    }

    WorkspaceStore store(Duration timeout) {
        ConnectionSettings settings = ConnectionSettings.of(
                ImmutableMap.of("DATABRICKS_HOST", workspace.url().toString(), "DATABRICKS_TOKEN", workspace.token()),
                Optional.empty(),
                "0.1.0");
        return new WorkspaceStore(
                new WorkspaceConnection(settings.withTimeout(timeout)), progress, Duration.ofMillis(1));
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
